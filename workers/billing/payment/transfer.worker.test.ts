import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { accountBooks } from "../account-client.ts";
import { putRates } from "../ledger/rate-book.ts";

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
  expect((await pay(later.number)).status).toBe(200);
  expect((await pay(later.number)).status).toBe(409);
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
