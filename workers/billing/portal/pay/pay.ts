import type { Json } from "../../../kit/json.ts";
import type { AccountBooks } from "../../account-client.ts";
import { SYSTEM } from "../../command/command.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { isUnderWay, settledPayment } from "../../payment/charge/payment-state.ts";
import { gatewayOf } from "../../payment/gateway/gateways.ts";
import type { Payment } from "../../payment/payment.ts";

/** How paying an invoice stands, for who pays it. `confirm` waits for them; a `stuck` one can only be asked for again. */
export type PayState =
  | { kind: "paid" | "closed" }
  | { kind: "open"; declined: Payment | null }
  | { kind: "pending"; payment: Payment }
  | { kind: "confirm"; payment: Payment; url: string }
  | { kind: "stuck"; payment: Payment };

/** What the books say of it. */
export function payState(invoice: Invoice, payments: readonly Payment[]): PayState {
  if (invoice.status === "paid") return { kind: "paid" };
  if (invoice.status !== "open" || invoice.amountRemaining <= 0) return { kind: "closed" };
  const own = payments.filter(({ invoiceId }) => invoiceId === invoice.id);
  const payment = own.find(isUnderWay);
  if (!payment) {
    const last = own.at(-1);
    return { kind: "open", declined: last?.status === "failed" ? last : null };
  }
  if (payment.status !== "requires-action") return { kind: "pending", payment };
  return payment.actionUrl === null ? { kind: "stuck", payment } : { kind: "confirm", payment, url: payment.actionUrl };
}

/** An invoice with how paying it stands, after the gateway was asked what became of what is under way. Null when there is none. */
export async function readPayState(
  env: Env,
  books: AccountBooks,
  invoiceId: string,
  nowMs: number,
): Promise<{ invoice: Invoice; state: PayState } | null> {
  const read = async () => {
    const [invoice, payments] = await Promise.all([books.record("invoice", invoiceId), books.paymentsFor(invoiceId)]);
    return invoice && invoice.number !== null ? { invoice, state: payState(invoice, payments) } : null;
  };
  const found = await read();
  if (!found || !("payment" in found.state)) return found;
  const { payment } = found.state;
  // What was decided a moment ago may not have been sent yet.
  if (payment.status === "initiated") await books.wake();
  else if (!(await askGateway(env, books, payment, nowMs))) return found;
  return read();
}

/** Asks the gateway, beside the janitor's own questions, and writes down what is news. Returns whether anything was. */
async function askGateway(env: Env, books: AccountBooks, payment: Payment, nowMs: number): Promise<boolean> {
  const gateway = gatewayOf(env, payment.gateway);
  if (!gateway || payment.reference === null || payment.methodId === null) return false;
  const method = await books.record("payment-method", payment.methodId);
  const { id, reference, createdMs } = payment;
  const result = await gateway.askCharge({ key: id, reference, parent: method?.customer ?? "", createdMs, nowMs });
  const news = settledPayment(payment, result, nowMs);
  if (!news.ok || (news.value.status === payment.status && news.value.actionUrl === payment.actionUrl)) return false;
  const key = `returned:${id}:${result.outcome}:${nowMs}`;
  const deed = { nowMs, actor: SYSTEM, reason: "", requestId: key };
  // Results are plain data; the type of JSON has an index signature, theirs have not.
  const input = { paymentId: id, result: result as unknown as Json, asked: false };
  const reply = await books.run({ key, command: "payment.settle", input, deed }, true);
  return reply.ok;
}
