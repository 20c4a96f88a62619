import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { QueenbeeApi, type Result } from "@apiary/queenbee-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT, tool } from "../../bin/paths.ts";
import { until } from "../poll.ts";
import { freePort } from "../port.ts";
import { startTestServer, type TestServer } from "../server.ts";

const CLIENT = join(ROOT, "clients/queenbee-client");
const directory = mkdtempSync(join(tmpdir(), "apiary-shop-"));
let server: TestServer;
let api: QueenbeeApi;
let productId = "";
let shop: ChildProcess;
let shopUrl = "";
let secret = "";

beforeAll(async () => {
  // The shop imports the package as it is published: built, and by its name.
  execFileSync(tool("tsc"), ["-p", join(CLIENT, "tsconfig.build.json")]);
  server = await startTestServer({ APIARY_OUTBOUND_ALLOW: "127.0.0.1" });
  api = new QueenbeeApi(server);
  productId = (await catalogue("products", { name: "Desk" })).id;
  const free = { productId, code: "Free", name: "Free", entitlements: { projects: 3 } };
  const plan = await catalogue("plans", free);
  const terms = {
    name: "Free",
    currency: "EUR",
    interval: { unit: "month", count: 1 },
    charge: { kind: "flat", amount: 0 },
  };
  await catalogue("prices", { planId: plan.id, terms: { ...terms, tax: { behaviour: "exclusive", code: "saas" } } });
  await billing("usage/meters", { key: "builds", name: "Builds", unit: "build", aggregation: "sum" });
  shopUrl = `http://127.0.0.1:${await freePort()}`;
  secret = (await endpoint({ kind: "product", name: "Desk", url: `${shopUrl}/queenbee`, productId })).secret;
  await startShop();
});

afterAll(async () => {
  shop?.kill();
  await server?.[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

async function post(path: string, body: object) {
  const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/json" };
  const answer = await fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const told = await answer.json();
  expect([answer.status < 300, told]).toEqual([true, expect.anything()]);
  return told;
}
const billing = (path: string, body: object) => post(`/console/api/billing/${path}`, body);
const catalogue = (path: string, body: object): Promise<{ id: string }> => billing(`catalogue/${path}`, body);
const endpoint = (body: object): Promise<{ secret: string }> => post("/billing/v1/webhook_endpoints", body);

async function startShop(): Promise<void> {
  const env = {
    QUEENBEE_URL: server.url,
    QUEENBEE_TOKEN: server.token,
    PRODUCT_ID: productId,
    DIRECTORY: directory,
    PORT: new URL(shopUrl).port,
  };
  shop = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(ROOT, "test/conformance/clients/shop.ts")],
    {
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  if (!shop.stdout) throw new Error("its output is a pipe");
  await Promise.race([once(shop.stdout, "data"), once(shop, "exit")]);
  await fetch(`${shopUrl}/secrets`, { method: "POST", body: JSON.stringify([secret]) });
}

const page = async (path: string) => (await fetch(`${shopUrl}/${path}`)).json();
const tenant = (
  id: string,
): Promise<{ cancelledMs: number | null; frozen: boolean; changedBy: string; comped: boolean; planIds: string[] }> =>
  page(`tenants/${id}`);
const signUp = async (name: string): Promise<string> => page(`sign-up/${encodeURIComponent(name)}`);
function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.reason}: ${result.detail}`);
  return result.value;
}
/** The state of the remote account of that name. */
async function remote(name: string): Promise<string | undefined> {
  const answer = await fetch(`${server.url}/console/api/billing/accounts?query=${encodeURIComponent(name)}`, {
    headers: { authorization: `Bearer ${server.token}` },
  });
  const { accounts }: { accounts: { status: string }[] } = JSON.parse(await answer.text());
  return accounts[0]?.status;
}

describe("a sign-up", () => {
  it("opens the account here and there under one id", async () => {
    const id = await signUp("Quiet Harbor");
    const account = value(await api.call("getAccount", { params: { account: id } }));
    expect(account).toMatchObject({ id, name: "Quiet Harbor", comped: false, plan: { name: "FreeV1" } });
    expect(await tenant(id)).toMatchObject({ name: "Quiet Harbor", cancelledMs: null });
    expect(await page(`projects/${id}`)).toBe(3);
  });

  it("that fails in the product is undone here", async () => {
    expect(await signUp("Fails Often")).toBeNull();
    await until(
      "the cancelled account",
      () => remote("Fails Often"),
      (status) => status === "cancelled",
    );
  });

  it("whose product is killed in the middle is undone after its restart", async () => {
    const ended = once(shop, "exit");
    await expect(signUp("Dies Early")).rejects.toThrow();
    await ended;
    await until(
      "the account that nobody has",
      () => remote("Dies Early"),
      (status) => status === "active",
    );
    await startShop();
    expect(await page("recover")).toMatchObject({ kept: [], cancelled: [expect.any(String)], left: [] });
    await until(
      "its end",
      () => remote("Dies Early"),
      (status) => status === "cancelled",
    );
    expect(await page("recover")).toEqual({ kept: [], cancelled: [], left: [] });
  });
});

describe("a callback", () => {
  it("does in the product what was done here, in the name of the system", async () => {
    const id = await signUp("Golden Field");
    const params = { account: id };
    value(await api.call("accountFreeze", { params, body: { reason: "Abuse" } }));
    await until(
      "the frozen tenant",
      () => tenant(id),
      ({ frozen }) => frozen,
    );
    value(await api.call("accountUnfreeze", { params, body: {} }));
    await until(
      "the tenant in use",
      () => tenant(id),
      ({ frozen }) => !frozen,
    );
    value(await api.call("accountCancel", { params, body: { reason: "Asked for by mail" } }));
    await until(
      "the cancelled tenant",
      () => tenant(id),
      ({ cancelledMs }) => cancelledMs !== null,
    );
    expect(await page(`projects/${id}`)).toBe(0);
    value(await api.call("accountReactivate", { params, body: { reason: "Changed their mind" } }));
    await until(
      "the tenant that is back",
      () => tenant(id),
      ({ cancelledMs }) => cancelledMs === null,
    );
    expect((await tenant(id)).changedBy).toBe("queenbee");
    const expiresMs = Date.now() + 86_400_000;
    value(
      await api.call("waiverGive", {
        params,
        body: { planId: "plan_any", planName: "Any", expiresMs, reason: "Partner" },
      }),
    );
    await until(
      "the comp",
      () => tenant(id),
      ({ comped, planIds }) => comped && planIds[0] === "plan_any",
    );
  });

  it("is asked for again until the product is there", async () => {
    const id = await signUp("Bright Forge");
    const ended = once(shop, "exit");
    shop.kill("SIGKILL");
    await ended;
    value(await api.call("accountFreeze", { params: { account: id }, body: { reason: "Abuse" } }));
    const [endpoints] = await list("webhook_endpoints");
    await until(
      "the try that failed",
      () => list(`webhook_endpoints/${endpoints?.id}/tries?failed=true`),
      ({ length }) => length > 0,
    );
    await startShop();
    await post(`/billing/v1/webhook_endpoints/${endpoints?.id}/retry`, {});
    await until(
      "the frozen tenant",
      () => tenant(id),
      ({ frozen }) => frozen,
    );
  });
});

describe("while Queenbee is away", () => {
  it("entitlements go on and usage waits; afterwards both are as they were told", async () => {
    const id = await signUp("Iron Leaf");
    const set = { name: "projects", value: 40, expiresMs: null, reason: "Agreed" };
    expect(await page(`projects/${id}`)).toBe(3);
    await server.kill9();
    for (let count = 1; count <= 3; count += 1) expect(await page(`used/${id}`)).toBe(true);
    expect(await page(`projects/${id}`)).toBe(3);
    await server.restart();
    value(await api.call("overrideSet", { params: { account: id }, body: set }));
    await until(
      "the limit that was set",
      () => page(`projects/${id}`),
      (limit) => limit === 40,
    );
    await until(
      "the usage that waited",
      () => page("waiting"),
      (waiting) => waiting === 0,
    );
    const used = await fetch(`${server.url}/console/api/billing/usage/accounts/${id}`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    expect(await used.text()).toContain(`"quantity":"3"`);
  });
});

it("is shown in the README as it runs here", () => {
  const readme = readFileSync(join(CLIENT, "README.md"), "utf8");
  for (const file of ["shop.ts", "shop-subject.ts"])
    expect(readme).toContain(readFileSync(join(CLIENT, "example", file), "utf8").trim());
});

async function list(path: string): Promise<{ id: string }[]> {
  const answer = await fetch(`${server.url}/billing/v1/${path}`, {
    headers: { authorization: `Bearer ${server.token}` },
  });
  return JSON.parse(await answer.text()).data;
}
