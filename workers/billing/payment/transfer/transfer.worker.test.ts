import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountBooks } from "../../account-client.ts";
import { putRates } from "../../ledger/exchange/rate-book.ts";

const BASE = "https://x/console/api/billing";

async function post<Answer>(path: string, body: unknown): Promise<{ status: number; json: Answer }> {
  const answer = await exports.default.fetch(`${BASE}${path}`, {
    method: "POST",
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  // What the route answers is the type that the caller names.
  return { status: answer.status, json: (await answer.json()) as Answer };
}

/** An account that owes 100.00 EUR, and the number of its invoice. */
async function owing(): Promise<{ id: string; number: string }> {
  const opened = { productId: "p", name: "Owing", currency: "EUR", owner: { name: "O", mail: "o@example.com" } };
  const { id } = (await post<{ id: string }>("/accounts", opened)).json;
  const line = { description: "Thing", amount: 10_000, taxCode: "standard", taxInclusive: false };
  const made = await post(`/accounts/${id}/commands`, {
    command: "invoice.create",
    input: { lines: [line], collection: { kind: "send-invoice", daysUntilDue: 14 }, finalise: true },
    reason: "test",
  });
  expect(made).toMatchObject({ status: 200 });
  const [invoice] = (await accountBooks(env, id).records(["invoice"])).invoice;
  return { id, number: invoice?.number ?? "" };
}

const paymentsOf = async (id: string) => (await accountBooks(env, id).records(["payment"])).payment.length;

const transfer = (over: object) => ({
  accountId: null,
  currency: "EUR",
  amount: 10_000,
  text: "thanks",
  bankReference: crypto.randomUUID(),
  bookedMs: Date.UTC(2026, 0, 5),
  ...over,
});

it("pays an invoice by its number, from a case, and in another currency", async () => {
  const [named, later, foreign] = [await owing(), await owing(), await owing()];
  const statusOf = async (id: string) => (await accountBooks(env, id).records(["invoice"])).invoice[0]?.status;
  expect(await post("/payments/transfers", transfer({ text: `Invoice ${named.number}` }))).toMatchObject({
    status: 201,
    json: { became: "payment", number: named.number },
  });
  expect(await statusOf(named.id)).toBe("paid");

  const unknown = transfer({ amount: 9_999 });
  expect(await post("/payments/transfers", unknown)).toMatchObject({ status: 202, json: { became: "case" } });
  const pay = (number: string) =>
    post(`/payments/cases/bank:${unknown.bankReference}/payment`, { reason: "The customer wrote", number });
  expect((await pay("INV-404")).status).toBe(404);
  expect(await pay(later.number)).toEqual(await pay(later.number));
  expect(await pay(named.number)).toMatchObject({ status: 409, json: { title: "recorded-already" } });
  expect((await accountBooks(env, later.id).records(["payment"])).payment).toMatchObject([{ amount: 9_999 }]);

  const dollars = transfer({ accountId: foreign.id, currency: "USD", amount: 11_000, text: foreign.number });
  await putRates(env.DB, [{ currency: "USD", base: "EUR", day: "2026-01-01", rate: "0.9" }]);
  expect((await post("/payments/transfers", dollars)).status).toBe(201);
  expect(await statusOf(foreign.id)).toBe("paid");
  const { transaction } = await accountBooks(env, foreign.id).records(["transaction"]);
  expect(transaction.find(({ kind }) => kind === "transfer-exchanged")?.postings).toEqual(
    expect.arrayContaining([
      { account: "1000", direction: "debit", amount: 11_000, currency: "USD" },
      { account: "1000", direction: "credit", amount: 10_000, currency: "EUR" },
      { account: "7000", direction: "debit", amount: 100, currency: "EUR" },
    ]),
  );
});

it("takes a transfer once, whoever records it again and for whom", async () => {
  const [payer, other] = [await owing(), await owing()];
  const booked = transfer({ text: `Invoice ${payer.number}` });
  const took = { status: 201, json: { became: "payment", number: payer.number } };
  // It is a case first, as somebody left the number out.
  expect((await post("/payments/transfers", { ...booked, text: "thanks" })).status).toBe(202);
  const already = { status: 409, json: { title: "recorded-already" } };
  for (const other of [{ amount: 9_000 }, { currency: "USD" }])
    expect(await post("/payments/transfers", { ...booked, ...other })).toMatchObject(already);
  expect(await paymentsOf(payer.id)).toBe(0);
  for (let time = 0; time < 2; time += 1) expect(await post("/payments/transfers", booked)).toMatchObject(took);
  expect(await post("/payments/transfers", { ...booked, accountId: payer.id })).toMatchObject(took);
  expect(await post("/payments/transfers", { ...booked, accountId: other.id })).toMatchObject(already);
  expect(await post("/payments/transfers", { ...booked, amount: 9_000 })).toMatchObject(already);
  expect([await paymentsOf(payer.id), await paymentsOf(other.id)]).toEqual([1, 0]);
  const pay = (number: string) =>
    post(`/payments/cases/bank:${booked.bankReference}/payment`, { reason: "The customer wrote", number });
  expect(await pay(other.number)).toMatchObject({ status: 409, json: { title: "resolved-already" } });
  expect([await paymentsOf(payer.id), await paymentsOf(other.id)]).toEqual([1, 0]);
});

it("pays nothing with money that somebody booked to an account of the chart", async () => {
  const payer = await owing();
  const booked = transfer({});
  expect((await post("/payments/transfers", booked)).status).toBe(202);
  const resolved = { reason: "Rent of the till", account: "7000" };
  expect((await post(`/payments/cases/bank:${booked.bankReference}`, resolved)).status).toBe(200);
  const again = { ...booked, text: `Invoice ${payer.number}` };
  expect(await post("/payments/transfers", again)).toMatchObject({
    status: 409,
    json: { title: "resolved-already", detail: expect.stringContaining("booked to 7000") },
  });
  expect((await accountBooks(env, payer.id).records(["payment"])).payment).toEqual([]);
});

it("pays nothing with money that somebody explained, until its case is opened again", async () => {
  const payer = await owing();
  const booked = transfer({});
  expect((await post("/payments/transfers", booked)).status).toBe(202);
  const path = `/payments/cases/bank:${booked.bankReference}`;
  expect((await post(path, { reason: "Booked in the old books" })).status).toBe(200);
  const again = { ...booked, text: `Invoice ${payer.number}` };
  const explained =
    /^It is a case that owner token explained on \d{4}-\d\d-\d\d: "Booked in the old books"\. Open the case bank:/;
  const refused = { status: 409, json: { title: "resolved-already", detail: expect.stringMatching(explained) } };
  const pay = () => post(`${path}/payment`, { reason: "The customer wrote", number: payer.number });
  for (const answer of [await post("/payments/transfers", again), await pay()]) expect(answer).toMatchObject(refused);
  expect(await paymentsOf(payer.id)).toBe(0);
  for (const _ of ["once", "again"])
    expect(await post(`${path}/reopen`, { reason: "It is theirs" })).toMatchObject({ status: 200 });
  expect(await post("/payments/transfers", again)).toMatchObject({ status: 201, json: { number: payer.number } });
  expect(await post(`${path}/reopen`, { reason: "No" })).toMatchObject({
    status: 409,
    json: { title: "not-explained" },
  });
  expect(await paymentsOf(payer.id)).toBe(1);
});

it("pays or explains a transfer, never both", async () => {
  for (let time = 0; time < 5; time += 1) {
    const [payer, booked] = [await owing(), transfer({})];
    expect((await post("/payments/transfers", booked)).status).toBe(202);
    const path = `/payments/cases/bank:${booked.bankReference}`;
    const both = await Promise.all([
      post(path, { reason: "Nothing of ours" }),
      post("/payments/transfers", { ...booked, text: payer.number }),
    ]);
    expect(both.filter(({ status }) => status === 409)).toMatchObject([{ json: { title: "resolved-already" } }]);
    expect(await paymentsOf(payer.id)).toBe(both[0].status === 409 ? 1 : 0);
  }
});
