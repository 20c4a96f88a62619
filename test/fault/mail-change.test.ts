import { afterAll, beforeAll, expect, test } from "vitest";
import { CustomerBrowser } from "../../workers/billing/portal/customer-browser.ts";
import { pullThePlug } from "../burst.ts";
import { type MailServer, startMailServer, type TakenMail } from "../mail-server.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";

const FORMER = "mira@quiet-harbor.test";
const NEXT = "mira@deep-water.test";
/** So many that a kill finds some of them changed and others not. */
const ACCOUNTS = 12;
const CONFIRM = "/id/account/link";

interface Mail {
  id: string;
  to: string;
  subject: string;
  /** Path of the link in it. */
  link: string;
}

const mails: Mail[] = [];
/** While it is set, the mail that tells the former address is taken by nobody; resolved once one came. */
let held: PromiseWithResolvers<void> | null = null;
let server: TestServer;

let mailServer: MailServer;

async function take({ message, ...mail }: TakenMail): Promise<void> {
  const plain = message.replace(/=\r\n/g, "").replaceAll("=3D", "=");
  const [, link = ""] = /https?:\/\/[^/\s]+(\/id\/account\/link\?token=[0-9a-f]+)/.exec(plain) ?? [];
  mails.push({ ...mail, link });
  if (!held || !mail.subject.includes("changed")) return;
  held.resolve();
  await new Promise(() => {});
}

/** What senders hear of an address: null where it takes mails. */
let refused: { address: string; code: number; text: string } | null = null;

beforeAll(async () => {
  mailServer = await startMailServer(take, (address) => (address === refused?.address ? refused : null));
  server = await startTestServer({ APIARY_MAIL_URL: mailServer.url });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

async function call<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(`${server.url}/billing/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer; // the shape that the path answers
}

const browser = () => new CustomerBrowser((path, init) => fetch(`${server.url}${path}`, init));

/** The path of the newest link that went to an address. */
const linkTo = async (address: string): Promise<string> => {
  const newest = () => Promise.resolve(mails.findLast(({ to, link }) => to === address && link !== "")?.link ?? "");
  return until(`a link to ${address}`, newest, (link) => link !== "");
};

/** Opens a link in a browser of its own and says yes; null when the server was gone by then. */
async function confirmed(link: string): Promise<number | null> {
  const one = browser();
  await one.get(link);
  await one.get(CONFIRM);
  const answer = await one.send(CONFIRM).catch(() => null);
  return answer?.status ?? null;
}

/** What is handed out of an account, as far as the test reads it. */
interface HandedOut {
  people: { personal: { mail: string } | null }[];
  commands: { command: string }[];
}

const handedOut = (id: string) => call<HandedOut>(`/accounts/${id}/export`, { reason: "The test looks" });
const addressOf = async (id: string) => (await handedOut(id)).people[0]?.personal?.mail;

test("a change of address that is killed on its way is finished by the same link, in every account and once", async () => {
  const ids: string[] = [];
  for (let at = 0; at < ACCOUNTS; at += 1) {
    const opened = { productId: "shop", name: `Harbor ${at}`, currency: "EUR" };
    const owner = { name: "Mira Okafor", mail: FORMER };
    ids.push((await call<{ id: string }>("/accounts", { ...opened, owner })).id);
  }
  const customer = browser();
  await customer.get("/id/account/enter");
  await customer.send("/id/account/enter", { mail: FORMER });
  await customer.enter(await linkTo(FORMER));
  await customer.send("/id/account/choose", { account: ids[0] ?? "" });
  await customer.get("/id/account/mail");
  await customer.send("/id/account/mail", { mail: NEXT });
  const link = await linkTo(NEXT);

  // Confirmed, and killed before any of the books has it.
  held = Promise.withResolvers();
  const cutOff = confirmed(link);
  await held.promise;
  await pullThePlug(server);
  expect(await cutOff).toBeNull();
  held = null;
  await server.restart();
  expect(await Promise.all(ids.map(addressOf))).toEqual(ids.map(() => FORMER));

  // Again, and killed as soon as one of them has it.
  const again = confirmed(link);
  await until(
    "the first account's new address",
    () => addressOf(ids[0] ?? ""),
    (mail) => mail === NEXT,
  );
  await pullThePlug(server);
  await again;
  await server.restart();

  // Where the kill came after the last of them, the link is used up already.
  expect([200, 410]).toContain(await confirmed(link));
  expect(await Promise.all(ids.map(addressOf))).toEqual(ids.map(() => NEXT));
  for (const id of ids) {
    const { commands } = await handedOut(id);
    expect(commands.filter(({ command }) => command === "person.change-mail")).toHaveLength(1);
  }
  const told = mails.filter(({ to, subject }) => to === FORMER && subject.includes("changed"));
  expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  expect(await confirmed(link)).toBe(410);
  expect((await customer.get("/id/account")).headers.get("location")).toBe("/id/account/enter");
});

test("a former address is told before it is changed, unless its mailbox is gone", async () => {
  const [former, next] = ["ada@closed-mill.test", "ada@new-mill.test"];
  const owner = { name: "Ada Miller", mail: former };
  const { id } = await call<{ id: string }>("/accounts", { productId: "shop", name: "Mill", currency: "EUR", owner });
  const customer = browser();
  await customer.get("/id/account/enter");
  await customer.send("/id/account/enter", { mail: former });
  await customer.enter(await linkTo(former));
  await customer.get("/id/account/mail");
  await customer.send("/id/account/mail", { mail: next });
  const link = await linkTo(next);
  // Later, or by a rule of this server's, it may be told: nothing is changed.
  for (const reply of [
    { code: 450, text: "4.2.1 mailbox is busy" },
    { code: 550, text: "5.7.1 relaying is denied" },
  ]) {
    refused = { address: former, ...reply };
    expect(await confirmed(link)).toBe(503);
    expect(await addressOf(id)).toBe(former);
  }
  refused = { address: former, code: 550, text: "5.1.1 no such user" };
  expect(await confirmed(link)).toBe(200);
  expect(await addressOf(id)).toBe(next);
});
