import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { call, open } from "../../account/console-fixture.ts";
import { accountBooks } from "../../account-client.ts";
import { SYSTEM } from "../../command/command.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { decideManual, manualEntries } from "../../ledger/period/manual.ts";
import { readCase, settlingCase } from "../case.ts";
import { type Claim, claimedTransfer, claimTransfer, transferCase } from "./claim.ts";

const BOOKED_MS = Date.UTC(2026, 0, 5);
const arrived = { currency: "EUR", amount: 10_000, bookedMs: BOOKED_MS };

/** An account that owes 100.00 EUR, and its invoice. */
async function owing(opened: Promise<{ id: string }> = open("Owing", "o@example.com")) {
  const { id } = await opened;
  const line = { description: "Thing", amount: 10_000, taxCode: "standard", taxInclusive: false };
  const collection = { kind: "send-invoice", daysUntilDue: 14 };
  const input = { lines: [line], collection, finalise: true };
  await call(`/accounts/${id}/commands`, { command: "invoice.create", input, reason: "test" });
  const [invoice] = (await accountBooks(env, id).records(["invoice"])).invoice;
  return { id, invoiceId: invoice?.id ?? "", number: invoice?.number ?? "" };
}

const OPENED = {
  productId: "shop",
  name: "By clock",
  currency: "EUR",
  owner: { name: "Ada", mail: "ada@customer.test" },
};

async function api(path: string, body: object): Promise<{ id: string }> {
  const headers = { authorization: "Bearer test-owner-token", "content-type": "application/json" };
  const sent = { method: "POST", headers, body: JSON.stringify(body) };
  return (await exports.default.fetch(`https://apiary.test/billing/v1${path}`, sent)).json(); // as the API answers
}

async function post(path: string, body: object) {
  const answer = await call(`/payments${path}`, body);
  return { status: answer.status, json: (await answer.json()) as { title?: string; number?: string } }; // as the routes answer
}
const record = (bankReference: string, text: string) =>
  post("/transfers", { ...arrived, accountId: null, bankReference, text });
const pay = (of: string, number: string) =>
  post(`/cases/${transferCase(of)}/payment`, { reason: "The customer wrote", number });
const book = (of: string) => post(`/cases/${transferCase(of)}`, { reason: "Rent of the till", account: "7000" });
const caseOf = (of: string) => readCase(env.DB, transferCase(of));

const paymentsOf = async (...ids: string[]) =>
  Promise.all(ids.map(async (id) => (await accountBooks(env, id).records(["payment"])).payment.length));
const entriesOf = async (of: string) =>
  (await manualEntries(env.DB, MAIN_ENTITY)).filter(({ caseId }) => caseId === transferCase(of));

const claimOf = (bankReference: string, accountId: string, invoiceId: string): Claim => ({
  ...{ accountId, input: { invoiceId, amount: 10_000, currency: "EUR", bankReference, bookedMs: BOOKED_MS } },
  ...{ deed: { nowMs: BOOKED_MS, actor: SYSTEM, reason: "", requestId: "killed" }, reason: "It was killed" },
});
/** What is there when somebody was killed before the account was told. */
const takenFor = (...of: Parameters<typeof claimOf>) => claimTransfer(env.DB, claimOf(...of));

it("pays one account with a transfer that is recorded for two at once", async () => {
  for (let time = 0; time < 5; time += 1) {
    const [first, second] = [await owing(), await owing()];
    const of = `both-${time}`;
    const both = await Promise.all([record(of, first.number), record(of, second.number)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.json.title).toBe("recorded-already");
    expect((await paymentsOf(first.id, second.id)).reduce((sum, each) => sum + each)).toBe(1);
  }
});

it("finishes what was killed before the account was told, whoever asks next", async () => {
  const [payer, other] = [await owing(), await owing()];
  await takenFor("cut-same", payer.id, payer.invoiceId);
  expect(await record("cut-same", payer.number)).toMatchObject({ status: 201, json: { number: payer.number } });

  const next = await owing();
  await takenFor("cut-other", next.id, next.invoiceId);
  expect(await record("cut-other", other.number)).toMatchObject({ status: 409, json: { title: "recorded-already" } });

  const last = await owing();
  expect((await record("cut-book", "thanks")).status).toBe(202);
  await takenFor("cut-book", last.id, last.invoiceId);
  const settling = { resolution: "booked to 7000", reason: "Rent", by: "Ben", nowMs: BOOKED_MS };
  expect((await settlingCase(env.DB, transferCase("cut-book"), settling).run()).meta.changes).toBe(0);
  expect(await book("cut-book")).toMatchObject({ status: 409, json: { title: "resolved-already" } });
  expect(await caseOf("cut-book")).toMatchObject({
    ...{ resolution: `paid invoice ${last.number}`, resolvedBy: SYSTEM.name, reason: "It was killed" },
  });
  expect(await paymentsOf(payer.id, next.id, last.id, other.id)).toEqual([1, 1, 1, 0]);
  expect(await entriesOf("cut-book")).toEqual([]);
});

it("goes on with the next one's own where what was taken is refused by its account", async () => {
  const payer = await owing();
  await takenFor("refused", payer.id, "in_gone");
  expect(await record("refused", payer.number)).toMatchObject({ status: 201, json: { number: payer.number } });

  const [gone, other] = [await owing(), await owing()];
  expect((await record("refused-case", "thanks")).status).toBe(202);
  await takenFor("refused-case", gone.id, "in_gone");
  expect((await pay("refused-case", other.number)).status).toBe(200);
  expect((await record("refused-book", "thanks")).status).toBe(202);
  await takenFor("refused-book", gone.id, "in_gone");
  expect((await book("refused-book")).status).toBe(200);
  await takenFor("refused-vague", gone.id, "in_gone");
  expect((await record("refused-vague", "thanks")).status).toBe(202);
  expect(await paymentsOf(payer.id, gone.id, other.id)).toEqual([1, 0, 1]);
});

it("says why its own account refuses it, and frees the transfer", async () => {
  const [gone, payer] = [await owing(), await owing()];
  const own = claimOf("refused-own", gone.id, "in_gone");
  expect(await claimedTransfer(env, own, BOOKED_MS)).toMatchObject({ reason: "invoice-not-found" });
  expect(await record("refused-own", payer.number)).toMatchObject({ status: 201, json: { number: payer.number } });
  expect(await paymentsOf(gone.id, payer.id)).toEqual([0, 1]);
});

it("pays or books a case, never both, also where it was killed before the case was closed", async () => {
  for (let time = 0; time < 5; time += 1) {
    const [payer, of] = [await owing(), `race-${time}`];
    expect((await record(of, "thanks")).status).toBe(202);
    const both = await Promise.all([pay(of, payer.number), book(of)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect([...(await paymentsOf(payer.id)), (await entriesOf(of)).length].toSorted()).toEqual([0, 1]);
  }
  const payer = await owing();
  expect((await record("unclosed", "thanks")).status).toBe(202);
  await env.DB.exec("create trigger cut before update on billing_case begin select raise(abort, 'cut off'); end");
  expect((await pay("unclosed", payer.number)).status).toBe(500);
  await env.DB.exec("drop trigger cut");
  expect(await paymentsOf(payer.id)).toEqual([1]);
  expect(await book("unclosed")).toMatchObject({ status: 409, json: { title: "resolved-already" } });
  expect((await pay("unclosed", payer.number)).status).toBe(200);
  expect([await paymentsOf(payer.id), await entriesOf("unclosed")]).toEqual([[1], []]);
});

it("opens a case again whose entry the second person refuses, and says so", async () => {
  const payer = await owing();
  expect((await record("refused-entry", "thanks")).status).toBe(202);
  expect((await book("refused-entry")).status).toBe(200);
  const [entry] = await entriesOf("refused-entry");
  const ben = { id: "ben", name: "Ben" };
  const refuse = () => decideManual(env.DB, entry?.id ?? "", false, ben, BOOKED_MS);
  expect(await refuse()).toMatchObject({ ok: true });
  const refused = { account: "7000", status: "refused", askedBy: "owner token", decidedBy: "Ben" };
  expect(await caseOf("refused-entry")).toMatchObject({ resolvedMs: null, resolution: null, bookings: [refused] });
  expect((await book("refused-entry")).status).toBe(200);
  expect(await refuse(), "an old refusal opens nothing").toMatchObject({ reason: "decided-already" });
  expect(await caseOf("refused-entry")).toMatchObject({
    ...{ resolution: "booked to 7000", bookings: [refused, { status: "asked", decidedBy: null }] },
  });
  const [again] = (await entriesOf("refused-entry")).filter(({ status }) => status === "asked");
  expect(await decideManual(env.DB, again?.id ?? "", false, ben, BOOKED_MS)).toMatchObject({ ok: true });
  expect((await pay("refused-entry", payer.number)).status).toBe(200);
});

it("takes nothing for an account by whose own time the bank has not booked it yet", async () => {
  const payer = await owing(api("/accounts", { ...OPENED, clockMs: BOOKED_MS - 1 }));
  await env.DB.exec("create trigger taken before insert on billing_transfer begin select raise(abort, 'taken'); end");
  expect(await record("too-early", payer.number)).toMatchObject({
    status: 409,
    json: { title: "booked-in-the-future" },
  });
});

it("pays no test account with real money", async () => {
  const testClock = (await api("/test_clocks", { name: "Years", nowMs: BOOKED_MS })).id;
  const { id } = await api("/accounts", { ...OPENED, testClock });
  const refusal = { status: 409, json: { title: "test-account" } };
  const named = { ...arrived, accountId: id, bankReference: "of-test", text: "thanks" };
  expect(await post("/transfers", named)).toMatchObject(refusal);
  expect(await caseOf("of-test")).toBeNull();
  expect((await record("of-test", "TEST-0001")).status).toBe(202);
  expect(await pay("of-test", "TEST-0001")).toMatchObject(refusal);
  await takenFor("taken-for-test", id, "in_any");
  expect([(await record("taken-for-test", "thanks")).status, await paymentsOf(id)]).toEqual([202, [0]]);
});
