import { type Failure, fail, ok } from "../../../kit/result.ts";
import { isTest } from "../../account/account.ts";
import type { Books } from "../../books/books.ts";
import type { Command } from "../../command/command.ts";
import { send } from "../charge/errand.ts";
import { isUnderWay } from "../charge/payment-state.ts";
import { collectAll } from "../dunning/dunning.ts";
import { LOCAL } from "../gateway/local-gateway.ts";
import type { PaymentMethod } from "../payment.ts";
import { planExpiryMails } from "./card-expiry.ts";
import { hasExpired } from "./payment-method.ts";

/** Payment methods that an account may have; detached ones do not count. */
export const METHODS_MAX = 20;

export type AttachMethod = Pick<
  PaymentMethod,
  "gateway" | "token" | "customer" | "kind" | "brand" | "last4" | "expires"
> & {
  /** Makes it the one that is charged first. */
  makeDefault: boolean;
  /** Where the customer, who is there, comes back to after confirming what is charged at once. */
  returnUrl?: string | undefined;
};

/**
 * `method.attach`: takes a method that was set up at the gateway, once per token. The first becomes the default. Open
 * invoices are tried with it.
 */
export const attachMethod: Command<
  AttachMethod,
  { method: PaymentMethod },
  "too-many-methods" | "method-expired" | "test-account"
> = (books, { makeDefault, returnUrl, ...input }, deed) => {
  const active = books.methods.list().filter(({ status }) => status !== "detached");
  const known = books.methods.list().find(({ gateway, token }) => gateway === input.gateway && token === input.token);
  if (known?.status === "active") {
    if (makeDefault && !known.isDefault) setDefault(books, known.id);
    return ok({ method: books.methods.get(known.id) ?? known });
  }
  const real = realMoney(books, input.gateway);
  if (real) return real;
  if (active.length >= METHODS_MAX)
    return fail("too-many-methods", `An account has at most ${METHODS_MAX} payment methods.`);
  if (hasExpired(input, deed.nowMs)) return fail("method-expired", "The card has expired.");
  const isDefault = makeDefault || !active.some((method) => method.isDefault);
  const id = known?.id ?? books.newId("pm");
  const method: PaymentMethod = { ...input, id, isDefault: false, status: "active", createdMs: deed.nowMs };
  books.methods.put(method);
  if (isDefault) setDefault(books, id);
  planExpiryMails(books, method, deed.nowMs);
  collectAll(books, deed, { methodId: id, returnUrl });
  return ok({ method: books.methods.get(id) ?? method });
};

/** Why a test account is not charged by a gateway; null where it, or anybody, may be. */
export const realMoney = (books: Books, gateway: string): Failure<"test-account"> | null =>
  isTest(books.account()) && gateway !== LOCAL
    ? fail("test-account", "A test account pays by the local gateway: nobody is charged.")
    : null;

/** `method.default`: the method that is charged first from now on. */
export const defaultMethod: Command<
  { methodId: string },
  { method: PaymentMethod },
  "method-not-found" | "method-detached"
> = (books, { methodId }) => {
  const method = books.methods.get(methodId);
  if (!method) return fail("method-not-found", `The account has no payment method ${methodId}.`);
  if (method.status === "detached") return fail("method-detached", "The payment method was detached.");
  setDefault(books, methodId);
  return ok({ method: { ...method, isDefault: true } });
};

/** `method.detach`: the method is not charged any more, and detached at its gateway afterwards. Refused while a charge of it is under way. Another one becomes the default. */
export const detachMethod: Command<
  { methodId: string },
  { method: PaymentMethod },
  "method-not-found" | "payment-under-way"
> = (books, { methodId }, deed) => {
  const method = books.methods.get(methodId);
  if (!method) return fail("method-not-found", `The account has no payment method ${methodId}.`);
  const busy = books.payments.list().find((one) => one.methodId === methodId && isUnderWay(one));
  if (busy) return fail("payment-under-way", `Payment ${busy.id} is ${busy.status}: its end is waited for.`);
  const detached: PaymentMethod = { ...method, status: "detached", isDefault: false };
  books.methods.put(detached);
  planExpiryMails(books, detached, deed.nowMs);
  if (method.isDefault) passDefaultOn(books);
  send(books, { id: `detach-method:${methodId}:${deed.nowMs}`, kind: "detach-method", subject: methodId }, deed.nowMs);
  return ok({ method: detached });
};

/** What the network's card updater, or the customer, says that is new of a method. */
export interface UpdateMethod {
  methodId: string;
  brand: string;
  last4: string;
  expires: PaymentMethod["expires"];
  usable: boolean;
}

/**
 * `method.update`: the card's new number and month. One that had expired is active again, and open invoices are tried with it. One
 * that was detached at its gateway is detached here, and another one becomes the default.
 */
export const updateMethod: Command<UpdateMethod, { method: PaymentMethod }, "method-not-found" | "nothing-new"> = (
  books,
  { methodId, usable, ...input },
  deed,
) => {
  const method = books.methods.get(methodId);
  if (!method) return fail("method-not-found", `The account has no payment method ${methodId}.`);
  // What was detached is taken again by `method.attach` only: the customer decided.
  const status =
    !usable || method.status === "detached" ? "detached" : hasExpired(input, deed.nowMs) ? "expired" : "active";
  const next: PaymentMethod = { ...method, ...input, status, isDefault: status !== "detached" && method.isDefault };
  if (JSON.stringify(next) === JSON.stringify(method))
    return fail("nothing-new", "The payment method is known as that.");
  books.methods.put(next);
  planExpiryMails(books, next, deed.nowMs);
  if (method.isDefault && !next.isDefault) passDefaultOn(books);
  const revived = status === "active" && (method.status !== "active" || hasExpired(method, deed.nowMs));
  if (revived || method.last4 !== next.last4) collectAll(books, deed);
  return ok({ method: next });
};

/** The newest of the methods that are left is charged first. */
function passDefaultOn(books: Books): void {
  const next = books.methods.list().findLast(({ status }) => status === "active");
  if (next) setDefault(books, next.id);
}

function setDefault(books: Books, methodId: string): void {
  for (const method of books.methods.list()) {
    const isDefault = method.id === methodId;
    if (method.isDefault !== isDefault) books.methods.put({ ...method, isDefault });
  }
}
