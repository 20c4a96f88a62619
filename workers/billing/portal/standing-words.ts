import type { Account, Waiver } from "../account/account.ts";
import { itemsWords } from "../account/command/effect-words.ts";
import { formatDate } from "../calendar/local-time.ts";
import { filled } from "../document/words/words.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { formatMoney } from "../money.ts";
import type { PaymentMethod } from "../payment/payment.ts";
import type { Discount, Subscription } from "../subscription/subscription.ts";
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

/** The state of an account in a few words; of one whose subscription has not begun, that. */
export const statusWord = ({ words, account }: Reader, subscriptions: readonly Subscription[]): string => {
  const live = subscriptions.filter(isLive);
  const waits = live.length > 0 && live.every(({ status }) => status === "incomplete");
  return waits ? words.waiting : words[STATUS[account.status]];
};

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

/** Until when an account is free of charge. */
export const compWords = (reader: Reader, { expiresMs }: Waiver): string =>
  expiresMs === null ? reader.words.comped : filled(reader.words.compedUntil, { date: dateOf(reader, expiresMs) });

/** How a subscription goes on, and what is off, in sentences. */
export function courseWords(reader: Reader, subscription: Subscription): string[] {
  const { words } = reader;
  const { status, cancelAtMs, trialEndMs, period, scheduled, resumeAtMs } = subscription;
  if (status === "incomplete") return [words.beginsPaid];
  if (subscription.resumption) return [words.goesOnPaid];
  const date = (atMs: number) => ({ date: dateOf(reader, atMs) });
  const ends = cancelAtMs === null ? null : filled(words.endsOn, date(cancelAtMs));
  const goes = ends ?? (status === "paused" ? words.resumeText : filled(words.renewsOn, date(period.endMs)));
  const resumes = status === "paused" && resumeAtMs !== null ? [filled(words.resumesOn, date(resumeAtMs))] : [];
  return [
    ...(status === "trialing" && trialEndMs !== null
      ? [filled(words.trialUntil, date(trialEndMs)), ...(ends ? [ends] : [])]
      : [goes, ...resumes]),
    ...termsWords(reader, subscription),
    ...scheduled.map(({ atMs, items }) => filled(words.changesOn, { ...date(atMs), items: itemsWords(items) })),
    ...subscription.discounts.map((one) => discountWords(reader, one)),
  ];
}

/** How it is paid, where that is the customer's to see to. */
function termsWords({ words }: Reader, { collection }: Subscription): string[] {
  if (collection.kind === "automatic") return [];
  const { daysUntilDue: days } = collection;
  return [days === 0 ? words.termsAtOnce : filled(words.termsDays, { days: String(days) })];
}

/** What a discount takes off, and for how long, in a sentence. */
export function discountWords(
  reader: Reader,
  { name, off, invoicesLeft, endsMs }: Omit<Discount, "createdMs">,
): string {
  const { words, locale } = reader;
  const amount =
    off.kind === "amount"
      ? formatMoney({ amount: off.amount, currency: off.currency }, locale)
      : new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 12 }).format(
          Number(off.percent) / 100,
        );
  const sentence =
    invoicesLeft === null
      ? words.offAll
      : invoicesLeft === 1
        ? words.offOnce
        : filled(words.offNext, { count: String(invoicesLeft) });
  const until = endsMs === undefined ? "" : ` ${filled(words.offUntil, { date: dateOf(reader, endsMs) })}`;
  return filled(sentence, { name, amount }) + until;
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
export function invoiceWord({ words }: Reader, { status, dueMs, disputed }: Invoice, nowMs: number): string {
  if (disputed) return words.disputed;
  if (status === "open") return dueMs !== null && dueMs < nowMs ? words.overdue : words.open;
  if (status === "paid") return words.paid;
  return status === "void" ? words.void : words.uncollectible;
}
