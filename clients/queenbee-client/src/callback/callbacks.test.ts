import { expect, it } from "vitest";
import { callbacks } from "./callbacks.ts";
import { memorySequences, type Product } from "./product.ts";
import { sign } from "./signature.ts";

const SECRET = "whsec_b25lLXNlY3JldC1vbmUtc2VjcmV0";
const NOW = Date.UTC(2027, 0, 15);

/** A product that writes down what it is told, and may fail. */
function told(over: Partial<Product<string>> = {}) {
  const log: string[] = [];
  const noted =
    (name: string) =>
    async (account: string, ...more: unknown[]) => {
      log.push([name, account, ...more.slice(0, -1).map((one) => JSON.stringify(one))].join(" "));
    };
  const product: Product<string> = {
    findByQueenbeeId: async (id) => (id === "a" ? "A" : null),
    cancel: noted("cancel"),
    uncancel: noted("uncancel"),
    deactivate: noted("deactivate"),
    reactivate: noted("reactivate"),
    transferredOwnership: noted("transferred"),
    changedMail: noted("mail"),
    planChanged: noted("plan"),
    comped: noted("comped"),
    limitsOverridden: noted("limits"),
    merged: noted("merged"),
    incinerate: async (account) => void log.push(`incinerate ${account}`),
    ...over,
  };
  const { receive } = callbacks({
    product,
    sequences: memorySequences(),
    secrets: () => [SECRET],
    nowMs: () => NOW,
    changed: (id) => log.push(`changed ${id}`),
  });
  const send = async (
    type: string,
    sequence: number,
    {
      object = {},
      account = "a",
      timestamp = new Date(NOW).toISOString(),
      ...more
    }: { object?: object; account?: string; timestamp?: string; owner?: object | null; person?: object | null } = {},
  ) => {
    const event = { id: `evt_${sequence}`, type, account, sequence, timestamp, data: { object }, ...more };
    return sendBody(JSON.stringify(event));
  };
  const sendBody = async (body: string) =>
    receive({ headers: new Headers(await sign({ id: "evt", body }, [SECRET], NOW)), body });
  return { log, send, sendBody };
}

it("tells each kind of callback to what answers it", async () => {
  const { log, send } = told();
  const holding = { comped: true, compExpiresMs: 5, overrides: [{ name: "a" }] };
  await send("account.cancelled", 1);
  await send("account.reactivated", 2);
  await send("account.frozen", 3);
  await send("account.unfrozen", 4);
  await send("ownership.transferred", 5, { owner: { mail: "m" } });
  await send("plan.changed", 6, { object: { planIds: ["p"] } });
  await send("comped.changed", 7, { object: holding });
  await send("limits.overridden", 8, { object: holding });
  await send("account.merged", 9, { object: { mergedIntoId: "b" } });
  await send("account.incinerated", 10);
  await send("person.mail_changed", 11, { object: { id: "p" }, person: { mail: "n" } });
  expect(log.filter((line) => line !== "changed a")).toEqual([
    "cancel A",
    "uncancel A",
    "deactivate A",
    "reactivate A",
    `transferred A {"mail":"m"}`,
    `plan A {"planIds":["p"]}`,
    `comped A {"comped":true,"expiresMs":5}`,
    `limits A [{"name":"a"}]`,
    `merged A "b"`,
    "incinerate A",
    `mail A {"mail":"n"}`,
  ]);
});

it("asks again for what failed, and does not count it as done", async () => {
  let failures = 1;
  const { log, send } = told({
    cancel: async (account) => {
      if (failures-- > 0) throw new Error("database is away");
      log.push(`cancelled ${account}`);
    },
  });
  expect(await send("account.cancelled", 1)).toEqual({ status: 500, outcome: "failed", detail: "database is away" });
  expect(await send("account.cancelled", 1)).toMatchObject({ status: 200, outcome: "handled" });
  expect(await send("account.cancelled", 1)).toMatchObject({ status: 200, outcome: "outdated" });
  expect(log.filter((line) => line.startsWith("cancelled"))).toHaveLength(1);
});

it("waits ten minutes for an account that is not here yet", async () => {
  const { send } = told();
  const toldAgo = (agoMs: number) => ({ account: "stranger", timestamp: new Date(NOW - agoMs).toISOString() });
  expect(await send("account.cancelled", 1, toldAgo(10 * 60_000 - 1))).toMatchObject({
    status: 404,
    outcome: "unknown-account",
  });
  expect(await send("account.cancelled", 1, toldAgo(10 * 60_000))).toMatchObject({
    status: 200,
    outcome: "unknown-account",
  });
});

it("carries callbacks of an account out one after the other", async () => {
  const running: string[] = [];
  const slowly = async () => {
    running.push("begins");
    await new Promise((resolve) => setTimeout(resolve, 5));
    running.push("ends");
  };
  const { send } = told({ cancel: slowly, deactivate: slowly });
  // Of two aspects, so that both are carried out whichever signature is verified first.
  await Promise.all([send("account.cancelled", 1), send("account.frozen", 2)]);
  expect(running).toEqual(["begins", "ends", "begins", "ends"]);
});

it.each([
  "",
  "[]",
  "null",
  "{",
  `{"id":"a","type":"account.cancelled"}`,
  `{"id":"e","type":"x","account":"a","timestamp":"t","sequence":1.5,"data":{}}`,
])("refuses %s, which is no event", async (body) => {
  expect(await told().sendBody(body)).toMatchObject({ status: 400, outcome: "refused" });
});

it("refuses a body that is too large before it looks at it", async () => {
  expect(await told().sendBody(" ".repeat(1_000_001))).toMatchObject({ status: 413 });
  expect(await told().sendBody(" ".repeat(1_000_000))).toMatchObject({ status: 400 });
});
