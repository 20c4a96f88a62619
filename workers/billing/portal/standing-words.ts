import type { Account, Waiver } from "../account/account.ts";
import { itemsWords } from "../account/effect-words.ts";
import { formatDate } from "../calendar/local-time.ts";
import { filled } from "../document/words/words.ts";
import type { Invoice } from "../invoice/invoice.ts";
import type { PaymentMethod } from "../payment/payment.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Visit } from "./visit.ts";
import type { PortalWords } from "./words/words.ts";

type Reader = Pick<Visit, "words" | "locale" | "account">;

/** A date in the account's zone and language. */
export const dateOf = ({ account, locale }: Reader, atMs: number): string => formatDate(atMs, account.timeZone, locale);

/** The same, short enough for a table on a phone. */
export const shortDateOf = ({ account, locale }: Reader, atMs: number): string =>
  new Intl.DateTimeFormat(locale, { timeZone: account.timeZone, dateStyle: "medium" }).format(atMs);

const STATUS: Record<Account["status"], keyof PortalWords> = {
  trial: "trial",
  active: "active",
  "past-due": "pastDue",
  frozen: "frozen",
  paused: "paused",
  cancelled: "cancelled",
  incinerated: "cancelled",
};

/** The state of an account in a word. */
export const statusWord = ({ words, account }: Reader): string => words[STATUS[account.status]];

/** Whether a subscription has not ended. */
export const isLive = ({ status }: Subscription): boolean => status !== "cancelled" && status !== "expired";

/** What an account has, in words: its plan, or what it has free of charge. */
export function planWords({ words }: Reader, subscriptions: readonly Subscription[], waiver: Waiver | null): string {
  if (waiver) return waiver.planName || waiver.planId;
  return (
    subscriptions
      .filter(isLive)
      .map(({ items }) => itemsWords(items))
      .join(", ") || words.noPlan
  );
}

/** How a subscription goes on, in sentences. */
export function courseWords(reader: Reader, subscription: Subscription): string[] {
  const { words } = reader;
  const { status, cancelAtMs, trialEndMs, period, scheduled } = subscription;
  if (status === "incomplete") return [words.beginsPaid];
  if (subscription.resumption) return [words.goesOnPaid];
  const date = (atMs: number) => ({ date: dateOf(reader, atMs) });
  const ends = cancelAtMs === null ? null : filled(words.endsOn, date(cancelAtMs));
  const goes = ends ?? (status === "paused" ? words.resumeText : filled(words.renewsOn, date(period.endMs)));
  return [
    ...(status === "trialing" && trialEndMs !== null
      ? [filled(words.trialUntil, date(trialEndMs)), ...(ends ? [ends] : [])]
      : [goes]),
    ...scheduled.map(({ atMs, items }) => filled(words.changesOn, { ...date(atMs), items: itemsWords(items) })),
  ];
}

/** A payment method in words: what it is, and until when. */
export function methodWords(
  reader: Reader,
  { brand, last4, expires, status }: PaymentMethod,
): { name: string; until: string } {
  const { words, locale } = reader;
  const name = filled(words.endsIn, { brand, last4 });
  if (expires === null) return { name, until: "" };
  if (status === "expired") return { name, until: words.expired };
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return { name, until: filled(words.expires, { date: month.format(Date.UTC(expires.year, expires.month - 1)) }) };
}

/** The state of an invoice in a word. */
export function invoiceWord({ words }: Reader, { status, dueMs }: Invoice, nowMs: number): string {
  if (status === "open") return dueMs !== null && dueMs < nowMs ? words.overdue : words.open;
  if (status === "paid") return words.paid;
  return status === "void" ? words.void : words.uncollectible;
}
