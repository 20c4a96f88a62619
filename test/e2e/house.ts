import type { Browser, BrowserContextOptions } from "@playwright/test";
import { startTestServer, type TestServer } from "../server.ts";
import { StripeServer } from "../stripe-server.ts";

export const OWNER = { name: "First Owner", email: "owner@example.com" };

/** Cookies and local storage of somebody who is signed in. */
type Signed = NonNullable<BrowserContextOptions["storageState"]>;

/** A real server with a signed-in owner, as every test but those of the door finds it. */
export interface House extends AsyncDisposable {
  /** The console's address. Passkeys and cookies belong to `localhost`. */
  url: string;
  owner: Signed;
  server: TestServer;
  /** What stands for Stripe where an account there is read. */
  stripe: StripeServer;
  /** A call of the console's API with the server's owner token; throws when the answer is no success. */
  api<T>(method: string, path: string, body?: object): Promise<T>;
  /** The same with a CSV file. */
  upload<T>(path: string, text: string): Promise<T>;
}

/** Starts a server and lets its first visitor in through the link that it printed. */
export async function openHouse(browser: Browser): Promise<House> {
  // By this name only: what a test sends to the address itself stays refused.
  const stripe = new StripeServer();
  const STRIPE_API_URL = await stripe.listen();
  const server = await startTestServer({ APIARY_OUTBOUND_ALLOW: "localhost", STRIPE_API_URL });
  const url = localUrl(server.url);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(printedLink(server));
  await page.getByLabel("Your name").fill(OWNER.name);
  await page.getByLabel("Mail address").fill(OWNER.email);
  await page.getByRole("button", { name: "Become the owner" }).click();
  await page.getByRole("button", { name: "Not now" }).click();
  await page.getByRole("heading", { name: "Today" }).waitFor();
  const owner = await context.storageState();
  await context.close();
  const close = async () => {
    await server[Symbol.asyncDispose]();
    stripe.close();
  };
  const [api, upload] = [apiOf(server), uploadOf(server)];
  return { url, owner, server, stripe, api, upload, [Symbol.asyncDispose]: close };
}

/** The link that makes its first visitor the owner, on `localhost`. */
export function printedLink(server: TestServer): string {
  const link = /^Become its owner: (\S+)$/m.exec(server.output())?.[1];
  if (!link) throw new Error(`the server printed no link:\n${server.output()}`);
  return localUrl(link);
}

export const localUrl = (url: string): string => url.replace("127.0.0.1", "localhost");

const apiOf =
  (server: TestServer): House["api"] =>
  <T>(method: string, path: string, body?: object) =>
    sent<T>(server, method, path, "application/json", body && JSON.stringify(body));

const uploadOf =
  (server: TestServer): House["upload"] =>
  <T>(path: string, text: string) =>
    sent<T>(server, "POST", path, "text/csv", text);

async function sent<T>(server: TestServer, method: string, path: string, type: string, body?: string): Promise<T> {
  const answer = await fetch(`${localUrl(server.url)}/console/api${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, "content-type": type },
    ...(body !== undefined && { body }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  // What a route answers is the type that the caller names: both are built from the same source.
  return (await answer.json()) as T;
}
