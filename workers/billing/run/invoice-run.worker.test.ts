import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import type { AccountBilling } from "../../../durable-objects/account-billing/account-billing.ts";
import type { Json } from "../../kit/json.ts";
import { DAY_MS } from "../../kit/time.ts";
import { projecting } from "../account/search/projection.ts";
import { accountBooks } from "../account-client.ts";
import { monthlyPrice } from "../account-fixture.ts";
import { SYSTEM } from "../command/command.ts";
import type { AccountImport } from "../import/account-import.ts";
import { driveJob } from "../job/drive.ts";
import { keepJob, sweepJobRows, takeJob } from "../job/job-book.ts";
import type { JobRows, JobView } from "../job/view.ts";

const BASE = "https://apiary.test/console/api/billing";
const call = async <Answer = JobView>(
  method: string,
  path: string,
  body?: unknown,
): Promise<Answer & { status: number | string }> => {
  const answer = await exports.default.fetch(`${BASE}${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { httpStatus: answer.status, ...((await answer.json()) as object) } as unknown as Answer & { status: number };
};

/** An account whose renewal came yesterday, and whose alarm is lost. */
async function due(name: string, over: Partial<AccountImport["account"]> = {}): Promise<string> {
  const id = crypto.randomUUID();
  const paidUntilMs = Math.floor(Date.now() / 1_000) * 1_000 - DAY_MS;
  const account = { productId: "shop", name, ownerId: "person_1", currency: "EUR", ...over };
  const subscription = {
    ...{
      externalId: "s",
      status: "active",
      paidUntilMs,
      items: [{ price: monthlyPrice(1_000), quantity: 2 }],
    },
    collection: { kind: "send-invoice", daysUntilDue: 14 },
  };
  const input = { source: "test", externalId: id, account, subscriptions: [subscription] };
  const envelope = {
    ...{ key: "import", command: "account.import", input: JSON.parse(JSON.stringify(input)) as Json },
    deed: { nowMs: paidUntilMs - DAY_MS, actor: SYSTEM, reason: "", requestId: "test" },
  };
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(id), async (account: AccountBilling, { storage }) => {
    expect(await account.run(envelope)).toMatchObject({ ok: true });
    await storage.deleteAlarm();
  });
  await env.DB.batch(projecting(env.DB, [{ ...ROW, id, name, productId: account.productId, dueMs: paidUntilMs }]));
  return id;
}

/** The rest of what lists say of such an account. */
const ROW = {
  ...{
    seq: 1,
    entityId: "main",
    upcoming: [],
    status: "active" as const,
    plan: "",
    comped: false,
    waiverId: null,
    waiverExpiresMs: null,
    waiverReviewMs: null,
  },
  ...{ employeeId: null, mrr: 0, currency: "EUR", owed: 0, failingSinceMs: null, ownerName: "", ownerMail: "" },
  ...{
    country: "",
    tags: [] as string[],
    createdMs: 0,
    incinerateAtMs: null,
    mergedIntoId: null,
    parked: 0,
    names: "",
    keys: "",
  },
} as const;

async function finished(id: string): Promise<JobView> {
  for (;;) {
    const job = await call("POST", `/jobs/${id}/drive`);
    if (job.status !== "running") return job;
  }
}

it("bills what is due once, says so again when asked again, and tells what it comes to before", async () => {
  const ids = await Promise.all([due("One"), due("Two"), due("Other", { productId: "other" })]);
  const untilMs = Date.now();
  const dry = await call<{ id: string }>("POST", "/runs", { untilMs, dry: true });
  expect((await finished(dry.id)).sums).toEqual([{ currency: "EUR", amount: 6_000, items: 3 }]);
  for (const account of ids) expect((await accountBooks(env, account).records(["invoice"])).invoice).toEqual([]);
  const { id } = await call<{ id: string }>("POST", "/runs", {
    untilMs,
    dry: false,
    productId: "shop",
    reason: "month",
  });
  const done = await finished(id);
  const sums = [{ currency: "EUR", amount: 4_000, items: 2 }];
  expect(done).toMatchObject({ status: "done", reason: "month", counts: [{ status: "done", rows: 2 }], sums });
  for (const account of ids.slice(0, 2)) {
    const { invoice } = await accountBooks(env, account).records(["invoice"]);
    expect(invoice.map(({ number, total }) => [number !== null, total])).toEqual([[true, 2_000]]);
  }
  await env.DB.prepare("update billing_job_row set status = 'failed' where job_id = ?").bind(id).run();
  expect((await call("POST", `/jobs/${id}/retry`)).counts.map(({ status }) => status)).not.toContain("failed");
  expect((await finished(id)).sums).toEqual(done.sums);
});

it("rests while paused, goes on after its driver was killed, and ends when cancelled", async () => {
  const { id } = await call<{ id: string }>("POST", "/runs", { untilMs: Date.now(), dry: false });
  const letPass = () => env.DB.prepare("update billing_job set lease_until_ms = 1 where id = ?").bind(id).run();
  expect(await takeJob(env.DB, id, "killed", Date.now(), Date.now() + DAY_MS)).not.toBeNull();
  expect(await driveJob(env, id, Date.now() + 1_000)).toBe(false);
  await letPass();
  // Whoever says that they are there keeps it; another one cannot say so for them.
  await keepJob(env.DB, id, "killed", Date.now() + DAY_MS);
  expect(await driveJob(env, id, Date.now() + 1_000)).toBe(false);
  await letPass();
  await keepJob(env.DB, id, "another", Date.now() + DAY_MS);
  expect(await call("POST", `/jobs/${id}/pause`)).toMatchObject({ status: "paused" });
  expect(await driveJob(env, id, Date.now() + 1_000)).toBe(false);
  expect(await call("POST", `/jobs/${id}/pause`)).toMatchObject({ httpStatus: 409, title: "wrong-state" });
  expect(await call("POST", `/jobs/${id}/resume`)).toMatchObject({ status: "running" });
  expect(await driveJob(env, id, Date.now() + 1_000)).toBe(true);
  expect(await call("POST", `/jobs/${id}/cancel`)).toMatchObject({ httpStatus: 409, title: "wrong-state" });
  expect(await call("POST", "/jobs/none/cancel")).toMatchObject({ httpStatus: 404 });
});

it("names who was not billed and why, and bills them when it is asked to try again", async () => {
  const [well, broken] = await Promise.all([due("Well"), due("Broken")]);
  const rename = (from: string, to: string) =>
    runInDurableObject(env.ACCOUNT_BILLING.getByName(broken), (_, { storage }) => {
      storage.sql.exec(`alter table ${from} rename to ${to}`);
    });
  await rename("command", "lost");
  const { id } = await call<{ id: string }>("POST", "/runs", { untilMs: Date.now(), dry: false });
  expect((await finished(id)).counts).toMatchObject([{ status: "done" }, { status: "failed" }]);
  const { rows } = await call<JobRows>("GET", `/jobs/${id}/rows?status=failed,held`);
  expect(rows).toMatchObject([{ accountId: broken, name: "Broken", detail: expect.stringContaining("no such table") }]);
  await rename("lost", "command");
  await call("POST", `/jobs/${id}/retry`);
  expect((await finished(id)).counts).toMatchObject([{ status: "done", rows: 2 }]);
  for (const account of [well, broken])
    expect((await accountBooks(env, account).records(["invoice"])).invoice).toHaveLength(1);
});

it("refuses to bill what is not due yet and to look ahead for more than a year", async () => {
  const later = Date.now() + DAY_MS;
  expect(await call("POST", "/runs", { untilMs: later, dry: false })).toMatchObject({
    httpStatus: 409,
    title: "not-due-yet",
  });
  expect(await call("POST", "/runs", { untilMs: later + 366 * DAY_MS, dry: true })).toMatchObject({
    title: "too-far-ahead",
  });
  expect(await call("POST", "/runs", { untilMs: later + 365 * DAY_MS - 60_000, dry: true })).toMatchObject({
    httpStatus: 201,
  });
});

it("takes the same id again for the same run, and another run's id for a mistake", async () => {
  const run = { id: crypto.randomUUID(), untilMs: Date.now(), dry: true };
  for (let times = 0; times < 2; times += 1) {
    expect(await call("POST", "/runs", run)).toMatchObject({ httpStatus: 201, id: run.id });
  }
  expect(await call("POST", "/runs", { ...run, dry: false })).toMatchObject({ httpStatus: 409, title: "id-reused" });
  expect(await call("GET", `/jobs/${run.id}`)).toMatchObject({ input: { dry: true } });
});

it("forgets the rows of what ended long ago, and keeps what it came to", async () => {
  await due("Kept");
  const { id } = await call<{ id: string }>("POST", "/runs", { untilMs: Date.now(), dry: false });
  const { sums, counts } = await finished(id);
  await sweepJobRows(env.DB, Date.now() + 90 * DAY_MS - 60_000);
  expect((await call<JobRows>("GET", `/jobs/${id}/rows?status=done`)).rows).toHaveLength(1);
  await sweepJobRows(env.DB, Date.now() + 90 * DAY_MS + 60_000);
  expect((await call<JobRows>("GET", `/jobs/${id}/rows?status=done`)).rows).toEqual([]);
  expect(await call("GET", `/jobs/${id}`)).toMatchObject({ sums, counts, status: "done" });
});
