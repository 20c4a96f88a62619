import { canonicalJson, type Json } from "../../../kit/json.ts";
import { type Failure, fail, type Result } from "../../../kit/result.ts";
import { hashText } from "../../../kit/text-hash.ts";
import { SYSTEM } from "../../command/command.ts";
import type { Envelope } from "../../command/command-log.ts";
import type { Reply } from "../../command/execute.ts";
import type { DisputeRefusal } from "../dispute/dispute.ts";
import type { PaymentMethod } from "../payment.ts";
import type { Gateway, GatewayEvent, GatewayRefusal } from "./gateway.ts";

/** What a webhook comes to: a command for an account, or nothing. */
export type Heard = { accountId: string; envelope: Envelope } | null;

/** Whether a webhook was refused for something that is told after it: a dispute, before its payment's success. */
export const cameTooEarly = (reply: Reply): reply is Failure<string> =>
  !reply.ok && reply.reason === ("payment-not-settled" satisfies DisputeRefusal);

/** Where an event's account and method are found. */
export interface Finders {
  /** An account's method by the gateway's reference. */
  method(accountId: string, token: string): Promise<PaymentMethod | null>;
  /** The account that a customer of the gateway's was taken over as, which says none itself; empty when there is none. */
  account(customer: string): Promise<string>;
}

/**
 * What a webhook means: the object that it is about is read again, so that its order, age and repetition do not matter.
 * Null when it is none of ours or nothing to act on; a failure when the gateway cannot say now.
 */
export async function hear(
  gateway: Gateway,
  event: GatewayEvent,
  find: Finders,
  nowMs: number,
): Promise<Result<Heard, GatewayRefusal>> {
  const { subject } = event;
  const command = (accountId: string, name: string, input: object): Result<Heard, GatewayRefusal> => {
    if (accountId === "") return { ok: true, value: null };
    const deed = { nowMs, actor: SYSTEM, reason: `${gateway.name} told of ${event.type}`, requestId: event.id };
    // Built from plain data; the type of JSON has an index signature, these have not.
    const plain = input as unknown as Json;
    // Told again, it may be read as something newer: that is another command, where the same is a repeat.
    const key = `event:${gateway.name}:${event.id}:${hashText(canonicalJson(plain)).toString(36)}`;
    return { ok: true, value: { accountId, envelope: { key, command: name, input: plain, deed } } };
  };
  const notOurs: Result<Heard, GatewayRefusal> = { ok: true, value: null };
  const gone = <Reason extends GatewayRefusal>(failure: { ok: false; reason: Reason; detail: string }) =>
    failure.reason === "not-found" ? notOurs : fail("unavailable", failure.detail);

  if (subject.kind === "charge") {
    const found = await gateway.findCharge(subject.reference);
    if (!found.ok) return gone(found);
    const { accountId, key, result } = found.value;
    return command(accountId, "payment.settle", { paymentId: key, result, asked: false });
  }
  if (subject.kind === "refund") {
    const found = await gateway.findRefund(subject.reference);
    if (!found.ok) return gone(found);
    const { accountId, key, result } = found.value;
    return command(accountId, "refund.settle", { refundId: key, result, asked: false });
  }
  if (subject.kind === "dispute") {
    const found = await gateway.findDispute(subject.reference);
    if (!found.ok) return gone(found);
    const { charge, ...dispute } = found.value;
    const of = await gateway.findCharge(charge);
    if (!of.ok) return gone(of);
    return command(of.value.accountId, "dispute.record", { paymentId: of.value.key, dispute });
  }
  if (subject.kind === "fraud-warning") {
    const found = await gateway.findFraudWarning(subject.reference);
    if (!found.ok) return gone(found);
    const { charge, ...warning } = found.value;
    const of = await gateway.findCharge(charge);
    if (!of.ok) return gone(of);
    return command(of.value.accountId, "payment.warn", { paymentId: of.value.key, warning });
  }
  if (subject.kind === "method") {
    const found = await gateway.getMethod(subject.reference, subject.formerCustomer);
    if (!found.ok) return gone(found);
    const { accountId: said, brand, last4, expires, usable, ...rest } = found.value;
    const customer = rest.customer || (subject.formerCustomer ?? "");
    const accountId = said === "" && customer !== "" ? await find.account(customer) : said;
    const method = accountId === "" ? null : await find.method(accountId, subject.reference);
    // What the customer entered at the gateway becomes the account's when the gateway says that it is set up.
    const isUnknown = method === null || method.status === "detached";
    if (isUnknown && usable && event.type.startsWith("setup_intent.")) {
      return command(accountId, "method.attach", {
        ...rest,
        gateway: gateway.name,
        brand,
        last4,
        expires,
        makeDefault: true,
      });
    }
    if (!method) return notOurs;
    return command(accountId, "method.update", { methodId: method.id, brand, last4, expires, usable });
  }
  return notOurs;
}
