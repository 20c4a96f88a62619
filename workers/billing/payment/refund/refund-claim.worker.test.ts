import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { call, open, run } from "../../account/console-fixture.ts";
import { accountBooks } from "../../account-client.ts";
import { SYSTEM } from "../../command/command.ts";

const BOOKED_MS = Date.UTC(2026, 0, 5);

/** An account that paid 100.00 EUR by bank, of which 5.00 are to go back by bank, as often as is said. */
async function refunding(refunds = 1): Promise<{ id: string; refundIds: string[] }> {
  const { id } = await open("Refunding", "r@example.com");
  const collection = { kind: "send-invoice", daysUntilDue: 14 };
  await run(id, "invoice.create", {
    ...{ lines: [{ description: "Thing", amount: 10_000, taxCode: "zero" }], collection, finalise: true },
  });
  const books = accountBooks(env, id);
  const [invoice] = (await books.records(["invoice"])).invoice;
  const arrived = { accountId: id, amount: 10_000, currency: "EUR", bookedMs: BOOKED_MS, bankReference: `in-${id}` };
  expect((await call("/payments/transfers", { ...arrived, text: invoice?.number ?? "" })).status).toBe(201);
  const [payment] = (await books.records(["payment"])).payment;
  for (let time = 0; time < refunds; time += 1)
    await run(id, "refund.start", { paymentId: payment?.id ?? "", creditNoteId: null, amount: 500 });
  return { id, refundIds: (await books.records(["refund"])).refund.map((refund) => refund.id) };
}

const command = "refund.record-transfer";
const sent = (refundId: string | undefined, bankReference: string, bookedMs = BOOKED_MS) => ({
  ...{ refundId: refundId ?? "", outcome: "sent", bankReference, bookedMs },
});

interface Answer {
  status: number;
  json: { title?: string; detail?: string; ok?: boolean; reason?: string };
}

async function post(path: string, body: object): Promise<Answer> {
  const answer = await call(path, body);
  return { status: answer.status, json: (await answer.json()) as Answer["json"] }; // as the routes answer
}
const record = (id: string, input: object, key: string = crypto.randomUUID()) =>
  post(`/accounts/${id}/commands`, { command, input, reason: "The bank's statement", key });
const preview = (id: string, input: object) => post(`/accounts/${id}/preview`, { command, input, reason: "" });

const DONE = { status: 200 };
const ALREADY = { status: 409, json: { title: "recorded-already" } };

const statusesOf = async (...ids: string[]) =>
  Promise.all(
    ids.map(async (id) => (await accountBooks(env, id).records(["refund"])).refund.map(({ status }) => status)),
  );

const claims = async () =>
  (
    await env.DB.prepare(
      "select bank_reference as reference, account_id as accountId, told from billing_refund_transfer",
    )
      .bind()
      .all<{ reference: string; accountId: string; told: string | null }>()
  ).results;

/** What is there when somebody was killed before the account was told. */
const takenFor = (id: string, reference: string, input: object, key = "killed") => {
  const deed = { nowMs: BOOKED_MS, actor: SYSTEM, reason: "It was killed", requestId: "killed" };
  return env.DB.prepare("insert into billing_refund_transfer values (?, ?, ?)")
    .bind(reference, id, JSON.stringify({ key, command, input, deed }))
    .run();
};

it("records one transfer that went out as a refund of one account, whoever records it and at once", async () => {
  const [first, second] = [await refunding(), await refunding()];
  const [ours, theirs] = [sent(first.refundIds[0], "out-1"), sent(second.refundIds[0], "out-1")];
  const both = await Promise.all([record(first.id, ours), record(second.id, theirs)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(both.find(({ status }) => status === 409)).toMatchObject(ALREADY);
  expect((await statusesOf(first.id, second.id)).flat().toSorted()).toEqual(["initiated", "succeeded"]);
  const [lost, input] = both[0]?.status === 409 ? [first, ours] : [second, theirs];
  const won = lost === first ? second : first;
  expect(await record(lost.id, input)).toMatchObject({ ...ALREADY, json: { detail: expect.stringContaining(won.id) } });
  expect(await preview(lost.id, input)).toMatchObject({ status: 200, json: { ok: false, reason: "recorded-already" } });
  expect(await record(lost.id, { ...input, bankReference: "out-2" })).toMatchObject(DONE);
  expect(await claims()).toMatchObject([
    { reference: "out-1", accountId: won.id, told: null },
    { reference: "out-2", accountId: lost.id, told: null },
  ]);
});

it("knows what came in by a reference apart from what went out by it", async () => {
  const { id, refundIds } = await refunding();
  expect(await record(id, sent(refundIds[0], `in-${id}`))).toMatchObject(DONE);
  expect(await statusesOf(id)).toEqual([["succeeded"]]);
});

it("answers the same again as the first time, and the account's other refund by the same transfer not at all", async () => {
  const { id, refundIds } = await refunding(2);
  const input = sent(refundIds[0], "out-3");
  const first = await record(id, input, "once");
  expect([first.status, await record(id, input, "once")]).toEqual([200, first]);
  expect(await record(id, input)).toMatchObject({ status: 409, json: { title: "settled-already" } });
  expect(await record(id, sent(refundIds[1], "out-3"))).toMatchObject(ALREADY);
  expect(await record(id, sent(refundIds[1], "out-4"), "once")).toMatchObject({ json: { title: "key-reused" } });
  expect(await statusesOf(id)).toEqual([["succeeded", "initiated"]]);
  expect(await claims()).toMatchObject([{ reference: "out-3", accountId: id, told: null }]);
});

it("finishes what was killed before the account was told, whoever asks next", async () => {
  const [same, owner, other] = [await refunding(), await refunding(), await refunding()];
  await takenFor(same.id, "cut-same", sent(same.refundIds[0], "cut-same"), "by-us");
  expect(await record(same.id, sent(same.refundIds[0], "cut-same"), "by-us")).toMatchObject(DONE);
  await takenFor(owner.id, "cut-other", sent(owner.refundIds[0], "cut-other"));
  expect(await record(other.id, sent(other.refundIds[0], "cut-other"))).toMatchObject(ALREADY);
  expect(await statusesOf(same.id, owner.id, other.id)).toEqual([["succeeded"], ["succeeded"], ["initiated"]]);
  expect((await claims()).map(({ accountId, told }) => [accountId, told])).toEqual([
    [same.id, null],
    [owner.id, null],
  ]);
});

it("goes on with the next one's own where what was taken is refused by its account", async () => {
  const [gone, payer] = [await refunding(), await refunding()];
  await takenFor(gone.id, "refused", sent("re_gone", "refused"));
  expect(await record(payer.id, sent(payer.refundIds[0], "refused"))).toMatchObject(DONE);
  expect(await statusesOf(gone.id, payer.id)).toEqual([["initiated"], ["succeeded"]]);
  expect(await claims()).toMatchObject([{ accountId: payer.id, told: null }]);
});

it("takes nothing that the account refuses, and gives back what it refuses after all", async () => {
  const { id, refundIds } = await refunding();
  const notYet = sent(refundIds[0], "early", Date.now() + 60_000);
  expect(await record(id, notYet)).toMatchObject({ status: 409, json: { title: "booked-in-the-future" } });
  expect(await record(id, sent("re_no", "no"))).toMatchObject({ status: 409, json: { title: "refund-not-found" } });
  expect(await claims()).toEqual([]);
  // Two at once for one refund: the later one is refused after it was taken, or before.
  const two = await Promise.all(["a", "b"].map((reference) => record(id, sent(refundIds[0], reference))));
  expect(two.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const [refund] = (await accountBooks(env, id).records(["refund"])).refund;
  expect(await claims()).toMatchObject([{ reference: refund?.reference, accountId: id, told: null }]);
});

it("knows what was recorded before accounts took references", async () => {
  const [before, other] = [await refunding(), await refunding()];
  const input = sent(before.refundIds[0], "old");
  const deed = { nowMs: BOOKED_MS, actor: SYSTEM, reason: "", requestId: "old" };
  const reply = await accountBooks(env, before.id).run({ key: "old", command, input, deed }, true);
  expect(reply).toMatchObject({ ok: true });
  const listed = () => env.DB.prepare("select status from billing_refund where reference = 'old'").first();
  await expect.poll(listed).toEqual({ status: "succeeded" });
  expect(await record(other.id, sent(other.refundIds[0], "old"))).toMatchObject(ALREADY);
  expect(await record(before.id, input)).toMatchObject({ status: 409, json: { title: "settled-already" } });
  expect(await claims()).toEqual([]);
});
