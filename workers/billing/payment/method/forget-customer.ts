import type { Books } from "../../books/books.ts";
import type { EffectEnding, EffectOrder } from "../../command/effect-order.ts";
import { send } from "../charge/errand.ts";
import type { PaymentDesk } from "../charge/payment-errand.ts";

/** Has the gateways forget whom they know the account as, and whom its methods are of; asked before the books forget that themselves. */
export function forgetCustomers(books: Books, nowMs: number): void {
  const asked = new Set([""]);
  const kept = books.gatewayCustomers.list().map(({ id, customer }) => ({ id, gateway: id, customer }));
  for (const { id, gateway, customer } of [...kept, ...books.methods.list()]) {
    const subject = customer === "" ? "" : `${gateway}:${customer}`;
    // The log keeps the errand's id for ever: it names the gateway or our method, not the gateway's customer.
    if (!asked.has(subject)) send(books, { id: `forget-customer:${id}`, kind: "forget-customer", subject }, nowMs);
    asked.add(subject);
  }
}

/**
 * Effect `forget-customer`: deletes a customer at its gateway. One that is gone there already is gone; one who is the customer of the account that
 * this one was merged into, which took its ids over, stays until that one is forgotten.
 */
export async function forgetCustomer(
  desk: Pick<PaymentDesk, "gateway" | "record">,
  { accountId, effect }: EffectOrder,
): Promise<EffectEnding> {
  const colon = effect.subject.indexOf(":");
  const [name, customer] = [effect.subject.slice(0, colon), effect.subject.slice(colon + 1)];
  const gateway = desk.gateway(name);
  if (!gateway) return { kind: "park", because: `The gateway ${name} is not set up.` };
  if (await isOfHeir(desk, accountId, { name, customer })) return { kind: "done", commands: [] };
  const gone = await gateway.forgetCustomer(customer);
  return gone.ok || gone.reason === "not-found"
    ? { kind: "done", commands: [] }
    : { kind: "retry", because: gone.detail };
}

/** Whether a gateway's customer is kept by an account that this one became part of, or that one by now. */
async function isOfHeir(
  { record }: Pick<PaymentDesk, "record">,
  accountId: string,
  { name, customer }: { name: string; customer: string },
): Promise<boolean> {
  const seen = new Set([accountId]);
  for (let id = accountId; ; seen.add(id)) {
    const next = (await record(id, "account", id))?.mergedIntoId ?? null;
    if (next === null || seen.has(next)) return false;
    if ((await record(next, "gateway-customer", name))?.customer === customer) return true;
    id = next;
  }
}
