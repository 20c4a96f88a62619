import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { LOCAL_GATEWAY_NAME } from "../../../durable-objects/local-gateway/name.ts";
import { DAY_MS } from "../../kit/time.ts";
import { accountBooks } from "../account-client.ts";
import { TEST_CARD } from "../account-fixture.ts";
import type { BehindView } from "../ledger/view.ts";
import type { InvoiceListRow, ListPage } from "../list/view.ts";
import { reconcile } from "./payout/reconciliation.ts";
import type { PaymentDetail, PayoutDetail, PayoutRow } from "./view.ts";

async function call<Answer>(path: string, body?: unknown): Promise<{ status: number; json: Answer }> {
  const answer = await exports.default.fetch(`https://x/console/api/billing${path}`, {
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body !== undefined && { method: "POST", body: JSON.stringify(body) }),
  });
  // What the route answers is the type that the caller names.
  return { status: answer.status, json: (await answer.json()) as Answer };
}

it("tells a payment's story, and of its payout what each movement is in the books", async () => {
  const opened = { productId: "p", name: "Paying", currency: "EUR", owner: { name: "O", mail: "o@example.com" } };
  const { id: accountId } = (await call<{ id: string }>("/accounts", opened)).json;
  const run = async (command: string, input: object) =>
    expect(await call(`/accounts/${accountId}/commands`, { command, input, reason: "test" })).toMatchObject({
      status: 200,
    });
  await run("method.attach", TEST_CARD);
  const price = {
    ...{ id: "price_team", productId: "p", planId: "plan_team", name: "Team", currency: "EUR" },
    ...{ interval: { unit: "month", count: 1 }, charge: { kind: "per-unit", unitAmount: "1000" } },
    tax: { behaviour: "exclusive", code: "zero" },
  };
  await run("subscription.create", { items: [{ price, quantity: 10 }] });
  const paid = async () => (await accountBooks(env, accountId).records(["payment"])).payment[0];
  await expect.poll(async () => (await paid())?.status, { timeout: 20_000 }).toBe("succeeded");
  const { id, reference, amount, fee } = (await paid()) ?? { id: "", reference: "", amount: 0, fee: 0 };

  const page = () => call<PaymentDetail>(`/payments/${id}`);
  expect((await page()).json).toMatchObject({
    ...{ accountId, accountName: "Paying", payment: { id, reference, amount }, refunds: [], disputes: [] },
    ...{ invoice: { status: "paid" }, method: { last4: "4242" }, movements: [], whole: true },
    steps: [{ words: "Payment succeeded", ignored: null }],
  });
  expect((await call("/payments/pay_nobody")).status).toBe(404);

  const laterMs = Date.now() + 16 * DAY_MS;
  await env.LOCAL_GATEWAY.getByName(LOCAL_GATEWAY_NAME).advance(laterMs);
  await reconcile(env, laterMs);
  const { movements } = (await page()).json;
  expect(movements).toMatchObject([{ kind: "charge", charge: reference, matched: true, amount, fee, paymentId: id }]);
  const payoutId = movements[0]?.payout ?? "";
  const listed = (await call<ListPage<PayoutRow>>("/lists/payouts")).json;
  expect(listed).toMatchObject({ rows: [{ gateway: "local", id: payoutId, unmatched: 0 }], next: null });
  const after = `afterMs=${listed.rows[0]?.createdMs}&afterId=local%20${payoutId}`;
  expect((await call<ListPage<PayoutRow>>(`/lists/payouts?${after}`)).json.rows).toEqual([]);

  type Invoices = ListPage<InvoiceListRow>;
  const { rows } = (await call<Invoices>(`/lists/invoices?account=${accountId}&status=paid`)).json;
  expect(rows).toMatchObject([{ accountName: "Paying", status: "paid", amount, remaining: 0 }]);
  const behind = (await call<BehindView>("/ledger/behind/recurring?currency=EUR")).json;
  expect(behind).toMatchObject({ total: 10_000, accounts: 1, rows: [{ accountId, amount: 10_000 }], others: 0 });
  expect((await call("/ledger/behind/luck?currency=EUR")).status).toBe(404);

  const stranger = `insert into billing_movement (gateway, id, kind, amount, fee, net, currency, payout, created_ms)
    values ('local', 'txn_stranger', 'other', 55, 5, 50, 'EUR', ?, 1)`;
  await env.DB.prepare(stranger).bind(payoutId).run();
  const payout = (await call<PayoutDetail>(`/payments/payouts/local/${payoutId}`)).json;
  expect(payout.sums).toEqual([
    { kind: "charge", count: 1, amount, fee, net: amount - fee, unmatched: 0 },
    { kind: "other", count: 1, amount: 55, fee: 5, net: 50, unmatched: 50 },
  ]);
  expect(payout.payout.amount).toBe(amount - fee);
  expect(payout.movements.map((each) => [each.id === "txn_stranger", each.matched, each.paymentId])).toEqual([
    [true, false, null],
    [false, true, id],
  ]);
  const rest = await call<PayoutDetail>(`/payments/payouts/local/${payoutId}?afterMatched=false&afterId=txn_stranger`);
  expect(rest.json.movements).toMatchObject([{ paymentId: id, accountName: "Paying" }]);
  expect((await call("/payments/payouts/local/po_nobody")).status).toBe(404);
});
