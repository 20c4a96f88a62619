import type { RecordKind, RecordTypes } from "../record.ts";
import type { SubscriptionItem } from "../subscription/subscription.ts";
import { amountWords, dayWords } from "./amount-words.ts";

/** A record that a command would change, as it is and as it would be. */
export interface Change {
  before: unknown;
  after: { kind: RecordKind; row: unknown };
}

type Words = {
  [Kind in RecordKind]?: (after: RecordTypes[Kind], before: RecordTypes[Kind] | null) => (string | false)[];
};

const WORDS: Words = {
  account: (after, before) => [
    before !== null && before.status !== after.status && `The account is ${after.status} instead of ${before.status}.`,
    after.incinerateAtMs !== null &&
      before?.incinerateAtMs == null &&
      `Its data is removed on ${dayWords(after.incinerateAtMs)}.`,
  ],
  waiver: (after, before) =>
    before === null
      ? [
          `Comped on ${after.planName || after.planId} ${after.expiresMs === null ? "without an end" : `until ${dayWords(after.expiresMs)}`}: nothing is charged meanwhile.`,
        ]
      : [
          after.endedMs !== null &&
            before.endedMs === null &&
            "The comp ends, and the account pays from its next invoice on.",
        ],
  subscription: (after, before) => [
    before === null && `Subscribes to ${itemsWords(after.items)}.`,
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
    ...after.scheduled
      .filter(({ id }) => !before?.scheduled.some((one) => one.id === id))
      .map(({ atMs, items }) => `${itemsWords(items)} from ${dayWords(atMs)} on.`),
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
  ],
  refund: (after, before) => [
    before === null && `${amountWords(after.amount, after.currency)} goes back to the customer.`,
  ],
  "balance-entry": (after, before) => [
    before === null && `The credit balance changes by ${amountWords(after.amount, after.currency)}.`,
  ],
  "pending-line": (after, before) => [
    before === null && `On the next invoice: ${after.description}, ${amountWords(after.amount, after.currency)}.`,
  ],
  payment: (after, before) => [before === null && `${amountWords(after.amount, after.currency)} is charged.`],
  person: (after, before) => [
    before === null && `Somebody joins as ${after.role}.`,
    before !== null && before.role !== after.role && `Somebody is ${after.role} instead of ${before.role}.`,
    before !== null && before.endedMs === null && after.endedMs !== null && "Somebody leaves the account.",
  ],
};

/** What a command would do, in sentences; none when it changes nothing that people would notice. */
export function effectWords(changes: readonly Change[], currency: string): string[] {
  const sentences = changes.flatMap(({ before, after }) => {
    // Each rule is asked about records of its own kind.
    const words = WORDS[after.kind] as ((after: unknown, before: unknown) => (string | false)[]) | undefined;
    return after.row === null || !words ? [] : words(after.row, before);
  });
  return [...sentences.filter((one) => one !== false), ...revenueWords(changes, currency)];
}

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

/** What a subscription has, for people: `3 × Team`. */
export const itemsWords = (items: readonly SubscriptionItem[]): string =>
  items.map(({ price, quantity }) => (quantity === 1 ? price.name : `${quantity} × ${price.name}`)).join(", ");
