import { expect, test } from "vitest";
import { pullThePlug } from "../burst.ts";
import { accountsBegun, rowsDone } from "../lists.ts";
import { until } from "../poll.ts";
import { startTestServer, type TestServer } from "../server.ts";

const ACCOUNTS = 500;
/** Accounts that are begun when the plug is pulled, at least. */
const BEGUN = 20;
const MAPPING = [
  "external_id",
  "name",
  "product",
  "currency",
  "balance",
  "invoice_number",
  "invoice_open",
  "invoice_date",
];

interface Job {
  status: string;
  counts: { status: string; action: string; rows: number }[];
}

async function call<Answer>(server: TestServer, method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(`${server.url}/billing/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Answer; // what the path answers is the type that the caller names
}

const drive = (server: TestServer, id: string) => call<Job>(server, "POST", `/jobs/${id}/drive`);

async function driven(server: TestServer, id: string): Promise<Job> {
  for (;;) {
    const job = await drive(server, id);
    if (job.status !== "running") return job;
  }
}

test("an import that is killed in the middle of taking accounts over goes on, and each account is there once", async () => {
  await using server = await startTestServer();
  const invoiced = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from({ length: ACCOUNTS }, (_, at) => `k${at},Shop ${at},shop,EUR,1.00,S-${at},2.00,${invoiced}`);
  const file = [MAPPING.join(","), ...rows, ""].join("\n");
  const { id } = await call<{ id: string }>(server, "POST", "/imports/csv?system=killed&name=shops.csv", file);
  await call(server, "POST", `/imports/${id}/check`, { mapping: MAPPING, decimal: ".", defaults: {} });
  const asking = await driven(server, id);
  expect(asking).toMatchObject({ status: "asking", counts: [{ status: "waiting", action: "create", rows: ACCOUNTS }] });

  await call(server, "POST", `/imports/${id}/apply`);
  const step = drive(server, id).catch(() => null);
  await until(
    "accounts are taken over",
    async () => accountsBegun(server),
    (begun) => begun >= BEGUN,
  );
  await pullThePlug(server);
  await step;
  expect(rowsDone(server, id), "the kill came amid it").toBeLessThan(ACCOUNTS);
  await server.restart();
  // Whoever was killed is missed once its lease is over.
  await until(
    "it goes on",
    () => drive(server, id),
    ({ status }) => status === "done",
  );
  const done = await driven(server, id);
  expect(done).toMatchObject({ status: "done", counts: [{ status: "done", action: "create", rows: ACCOUNTS }] });
  const { data: first } = await call<{ data: { accountId: string }[] }>(server, "GET", `/jobs/${id}/rows?status=done`);
  for (const { accountId } of first) {
    const of = (what: string) => call<{ data: object[] }>(server, "GET", `/accounts/${accountId}/${what}`);
    expect((await of("invoices")).data).toMatchObject([{ amountRemaining: 200 }]);
    expect((await of("balance_entries")).data).toMatchObject([{ amount: 100 }]);
  }
});
