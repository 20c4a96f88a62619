import { html } from "hono/html";
import { formatDate } from "../calendar/local-time.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { type PortalWords, portalWords } from "../portal/words/words.ts";
import type { Paper } from "./paper.ts";
import { filled } from "./words/words.ts";

/** How an invoice stands when somebody looks at it: what its document, which stays as it was issued, does not say. */
export interface InvoiceStanding
  extends Pick<
    Invoice,
    | "status"
    | "dueMs"
    | "timeZone"
    | "paid"
    | "credited"
    | "balanceApplied"
    | "amountRemaining"
    | "disputed"
    | "total"
    | "collection"
    | "creditUsed"
  > {
  /** Of what was paid. */
  refunded: number;
  nowMs: number;
}

/** The state at the head of an invoice's page: what is to be paid by when, or that nothing is. */
export function standingPart({ language, money }: Paper, invoice: InvoiceStanding) {
  const words = portalWords(language);
  const lines = [
    ...(invoice.refunded > 0 ? [filled(words.paidBack, { amount: money(invoice.refunded) })] : []),
    ...(invoice.disputed ? [words.disputedText] : []),
  ];
  const { head, below } = headOf(invoice, words, language, money);
  return html`<div class="state"><p><strong>${head}</strong></p>${[...below, ...lines].map((line) => html`<p>${line}</p>`)}</div>`;
}

function headOf(
  { status, amountRemaining, dueMs, timeZone, nowMs, collection }: InvoiceStanding,
  words: PortalWords,
  locale: string,
  money: Paper["money"],
): { head: string; below: string[] } {
  if (status === "paid") return { head: words.paid, below: [] };
  if (status === "void") return { head: words.void, below: [words.voidText] };
  if (status === "uncollectible") return { head: words.uncollectible, below: [words.closedText] };
  const head = `${money(amountRemaining)} ${words.open}`;
  if (dueMs === null || collection === "automatic") return { head, below: [] };
  const date = formatDate(dueMs, timeZone, locale);
  return { head, below: [filled(dueMs < nowMs ? words.wasDueOn : words.dueOn, { date })] };
}

/** What became of the total since: credited, paid, and what is left. Nothing where all of it was paid at once, or nothing of it. */
export function settledSums({ language, money }: Paper, invoice: InvoiceStanding): Paper["sums"] {
  const words = portalWords(language);
  const { paid, credited, balanceApplied, amountRemaining, total, status } = invoice;
  if (status === "void" || amountRemaining === total || (paid === total && credited === 0)) return [];
  const taken: [string, number][] = [
    [words.creditedSum, credited],
    [words.fromCredit, balanceApplied],
    [words.paidSum, paid],
  ];
  const sums = taken.flatMap(([label, amount]) =>
    amount === 0 ? [] : [{ label, value: money(-amount), strong: false }],
  );
  if (sums.length === 0) return [];
  return [...sums, { label: words.toPay, value: money(amountRemaining), strong: true }];
}

/** Whether what is to be paid is not what the document asks for any more. */
export const isOutdated = ({ amountRemaining, total, creditUsed = 0 }: InvoiceStanding): boolean =>
  amountRemaining !== total - creditUsed;
