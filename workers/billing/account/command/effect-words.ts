import type { RecordKind, RecordTypes } from "../../books/record.ts";
import { addresseeOf } from "../../invoice/mail-again.ts";
import { recurringRevenue } from "../../ledger/revenue/mrr.ts";
import type { Payment, PaymentMethod } from "../../payment/payment.ts";
import type { Discount, Subscription, SubscriptionItem } from "../../subscription/subscription.ts";
import { accountEffect } from "./account-effect.ts";
import { amountWords, dayWords, entitlementWords, lastDayWords } from "./amount-words.ts";

/** A record that a command would change, as it is and as it would be. */
export interface Change {
  before: unknown;
  after: { kind: RecordKind; row: unknown };
}

/** What a payment was paid with, `visa ·4242`; null when nobody keeps it. */
export type PaidWith = (paymentId: string) => string | null;

/** What the payments of an account were paid with, by what its books keep of both. */
export const paidWithOf =
  (payments: readonly Payment[], methods: readonly PaymentMethod[]): PaidWith =>
  (paymentId) => {
    const methodId = payments.find(({ id }) => id === paymentId)?.methodId;
    const method = methods.find(({ id }) => id === methodId);
    return method && method.last4 !== "" ? methodWords(method) : null;
  };

const methodWords = ({ brand, kind, last4 }: PaymentMethod): string => `${brand || kind} ·${last4}`;

type Words = {
  [Kind in RecordKind]?: (
    after: RecordTypes[Kind],
    before: RecordTypes[Kind] | null,
    paidWith: PaidWith,
  ) => (string | false)[];
};

const WORDS: Words = {
  account: accountEffect,
  waiver: (after, before) =>
    before === null
      ? [
          `Comped on ${after.planName || after.planId} ${after.expiresMs === null ? "without an end" : `until ${lastDayWords(after.expiresMs)}`}: nothing is charged meanwhile.`,
        ]
      : [
          after.endedMs !== null &&
            before.endedMs === null &&
            "The comp ends, and the account pays from its next invoice on.",
          after.reviewMs !== before.reviewMs &&
            (after.reviewMs === null
              ? "The comp goes on, and nobody is asked to look at it again."
              : `The comp goes on; it is looked at again on ${lastDayWords(after.reviewMs)}.`),
        ],
  override: (after, before) => [
    before === null &&
      `${after.name} is ${entitlementWords(after.value)} ${after.expiresMs === null ? "until somebody ends it" : `until ${lastDayWords(after.expiresMs)}`}, whatever the plan says.`,
    before !== null &&
      after.endedMs !== null &&
      before.endedMs === null &&
      `${after.name} is what the plan says again.`,
  ],
  subscription: (after, before) => [
    before?.cancelledMs != null &&
      after.cancelledMs === null &&
      `${itemsWords(after.items)} goes on: its period ends on ${dayWords(after.period.endMs)}.`,
    before === null && `Subscribes to ${itemsWords(after.items)}${costWords(after)}${trialWords(after)}.`,
    before !== null &&
      before.status !== after.status &&
      `The subscription is ${after.status} instead of ${before.status}.`,
    before !== null &&
      before.cancelAtMs === null &&
      after.cancelAtMs !== null &&
      `It ends on ${dayWords(after.cancelAtMs)}.`,
    before !== null && before.cancelAtMs !== null && after.cancelAtMs === null && "It goes on: the end is taken back.",
    before !== null &&
      itemsWords(before.items) !== itemsWords(after.items) &&
      `${itemsWords(after.items)} instead of ${itemsWords(before.items)}, now.`,
    before !== null && before.trialEndMs !== after.trialEndMs && trialChangeWords(before, after),
    before !== null && paid(before) !== paid(after) && paidWords(before, after),
    before !== null &&
      before.cancelledMs === null &&
      after.cancelledMs !== null &&
      paid(before) > 0 &&
      "Nothing is paid back by itself.",
    before !== null &&
      after.cancelAtMs !== null &&
      before.cancelAtMs === null &&
      paid(after) > 0 &&
      `Nothing is paid back by itself, and ${amountWords(paid(after), after.currency)} a month ends then.`,
    before !== null &&
      after.resumeAtMs !== before.resumeAtMs &&
      after.resumeAtMs !== null &&
      `It goes on by itself on ${dayWords(after.resumeAtMs)}.`,
    before?.resumption === undefined &&
      after.resumption !== undefined &&
      "It goes on once its invoice is paid. Unpaid after 23 hours that is voided, and it stays paused.",
    before !== null &&
      JSON.stringify(before.collection) !== JSON.stringify(after.collection) &&
      (after.collection.kind === "automatic"
        ? "Its next invoices are charged by themselves."
        : `Its next invoices are sent, with ${after.collection.daysUntilDue} days to pay.`),
    before !== null &&
      before.minimumAmount !== after.minimumAmount &&
      (after.minimumAmount === 0
        ? "It has no least amount any more."
        : `From the next invoice on a period costs at least ${amountWords(after.minimumAmount, after.currency)}.`),
    before !== null &&
      before.discounts.length > after.discounts.length &&
      "A discount ends: its next invoices cost what the prices say.",
    ...after.discounts
      .filter(({ id }) => before !== null && !before.discounts.some((one) => one.id === id))
      .map(discountWords),
    ...after.scheduled
      .filter(({ id }) => !before?.scheduled.some((one) => one.id === id))
      .map(({ atMs, items }) => `${itemsWords(items)} from ${dayWords(atMs)} on${costWords({ ...after, items })}.`),
    ...(before?.scheduled ?? [])
      .filter(({ id, atMs }) => !after.scheduled.some((one) => one.id === id || one.atMs === atMs))
      .map(({ atMs, items }) => `What was to come on ${dayWords(atMs)} does not: ${itemsWords(items)}.`),
  ],
  invoice: (after, before) => [
    before === null && `A new invoice over ${amountWords(after.total, after.currency)}.`,
    before !== null &&
      `Invoice ${after.number ?? after.id} ${after.status === before.status ? `stays ${after.status}` : `is ${after.status} instead of ${before.status}`}, ${amountWords(after.amountRemaining, after.currency)} to be paid.`,
  ],
  "credit-note": (after, before) => [
    before === null && `A credit note over ${amountWords(after.total, after.currency)}.`,
    before === null &&
      after.balanceAmount > 0 &&
      `${amountWords(after.balanceAmount, after.currency)} goes to the balance.`,
    before?.status === "issued" &&
      after.status === "void" &&
      `Credit note ${after.number} over ${amountWords(after.total, after.currency)} is void, for good.`,
  ],
  refund: (after, before, paidWith) => {
    const amount = amountWords(after.amount, after.currency);
    const method = paidWith(after.paymentId);
    const to = method === null ? "the customer" : `the customer's ${method}`;
    return [
      before === null && `${amount} goes back to ${to}.`,
      before !== null &&
        before.status !== after.status &&
        `The refund over ${amount} is ${after.status} instead of ${before.status}.`,
    ];
  },
  "balance-entry": (after, before) => [
    before === null && `The credit balance changes by ${amountWords(after.amount, after.currency)}.`,
  ],
  "pending-line": (after, before) => [
    before === null && `On the next invoice: ${after.description}, ${amountWords(after.amount, after.currency)}.`,
  ],
  payment: (after, before) => [before === null && `${amountWords(after.amount, after.currency)} is charged.`],
  "payment-method": (after, before) => [
    before !== null &&
      before.status !== "detached" &&
      after.status === "detached" &&
      `${methodWords(after)} is charged no more.`,
    before !== null && !before.isDefault && after.isDefault && `${methodWords(after)} is charged first from now on.`,
  ],
  note: (after, before) => [
    before === null && "A note that staff see.",
    before !== null && after.removedMs !== undefined && "The note goes.",
    before?.removedMs !== undefined && after.removedMs === undefined && "The note is back.",
  ],
  effect: (after, before) => [before === null && after.kind === "mail" && mailWords(after.id)],
  person: (after, before) => [
    before === null && `Somebody joins as ${after.role}.`,
    before !== null && before.role !== after.role && `Somebody is ${after.role} instead of ${before.role}.`,
    before !== null && before.endedMs === null && after.endedMs !== null && "Somebody leaves the account.",
  ],
};

const MAILED = { "invoice-issued": "invoice", "credit-note-issued": "credit note", "payment-received": "receipt" };

/** Which document a mail brings, and to whom; false for mails that are no document's. */
function mailWords(effectId: string): string | false {
  const found = Object.entries(MAILED).find(([kind]) => effectId.startsWith(`${kind}:`));
  const to =
    addresseeOf(effectId) === null ? "whoever has the part of billing, else to the owner" : "the person who was named";
  return found !== undefined && `The ${found[1]} is mailed to ${to}.`;
}

/** What is said of a record that goes. */
const GONE: Partial<Record<RecordKind, string>> = {
  invoice: "The draft goes; what it would have billed can be billed again.",
};

/** What a command would do, in sentences; none when it changes nothing that people would notice. */
export function effectWords(changes: readonly Change[], currency: string, paidWith: PaidWith = () => null): string[] {
  const isComped = changes.some(({ before, after }) => after.kind === "waiver" && before === null);
  // What comes is said before what it takes the place of.
  const inOrder = isComped ? changes.toSorted((a, b) => Number(isReplaced(a)) - Number(isReplaced(b))) : changes;
  const sentences = inOrder.flatMap((change) => {
    const { before, after } = change;
    if (isComped && isReplaced(change)) return ["The comp that runs now ends with it."];
    // Each rule is asked about records of its own kind.
    const words = WORDS[after.kind] as
      | ((after: unknown, before: unknown, paidWith: PaidWith) => (string | false)[])
      | undefined;
    if (after.row === null) return GONE[after.kind] ?? [];
    return words ? words(after.row, before, paidWith) : [];
  });
  return [...sentences.filter((one) => one !== false), ...revenueWords(changes, currency)];
}

/** A comp that ends. */
const isReplaced = ({ before, after }: Change): boolean => after.kind === "waiver" && before !== null;

function revenueWords(changes: readonly Change[], currency: string): string[] {
  let revenue = 0;
  for (const { before, after } of changes) {
    if (after.kind !== "transaction" || before !== null || after.row === null) continue;
    const { postings } = after.row as RecordTypes["transaction"]; // by its kind
    for (const { account, direction, amount } of postings) {
      if (account.startsWith("4")) revenue += direction === "credit" ? amount : -amount;
    }
  }
  return revenue === 0 ? [] : [`Revenue changes by ${amountWords(revenue, currency)}.`];
}

const discountWords = ({ name, off, invoicesLeft, endsMs }: Discount): string => {
  const amount = off.kind === "percent" ? `${off.percent} %` : amountWords(off.amount, off.currency);
  const long = invoicesLeft === null ? "all" : invoicesLeft === 1 ? "the next one" : `the next ${invoicesLeft}`;
  const until = endsMs === undefined ? "" : ` until ${lastDayWords(endsMs)}`;
  return `${amount} off its invoices (${name}), for ${long}${until}.`;
};

/** What a subscription has, for people: `3 × Team`; of what is measured nobody bought a number. */
export const itemsWords = (items: readonly SubscriptionItem[]): string =>
  items
    .map(({ price, quantity }) =>
      quantity === 1 || price.usage.kind === "metered" ? price.name : `${quantity} × ${price.name}`,
    )
    .join(", ");

/** What a subscription pays a month, the first payment that it waits for counted as made. Minor units. */
function paid({ awaitsFirstPayment: _, ...subscription }: Subscription): number {
  return recurringRevenue([subscription], false);
}

const paidWords = (before: Subscription, after: Subscription): string => {
  const words = (subscription: Subscription) => amountWords(paid(subscription), subscription.currency);
  return `It pays ${words(after)} a month instead of ${words(before)}.`;
};

/** What items cost a month while they are paid for, `, for €20.00 a month`; nothing of what is measured only. */
function costWords(subscription: Subscription): string {
  const amount = paid({ ...subscription, status: "active" });
  return amount === 0 ? "" : `, for ${amountWords(amount, subscription.currency)} a month`;
}

const trialWords = ({ trialEndMs }: Subscription): string =>
  trialEndMs === null ? "" : `, free until ${lastDayWords(trialEndMs)}`;

const trialChangeWords = (before: Subscription, after: Subscription): string => {
  const [was, is] = [before, after].map(({ trialEndMs }) => (trialEndMs === null ? "now" : lastDayWords(trialEndMs)));
  return `The trial lasts until ${is} instead of ${was}${costWords(after).replace(", for", ". Then it costs")}.`;
};
