import { ok, type Result } from "../../kit/result.ts";
import { sum } from "../../kit/sum.ts";
import { DAY_MS } from "../../kit/time.ts";
import type { Account } from "../account/account.ts";
import type { Books } from "../books/books.ts";
import type { Deed } from "../command/command.ts";
import type { Company } from "../company/company.ts";
import { discounted } from "../pricing/discount.ts";
import type { Discount } from "../subscription/subscription.ts";
import { decideTax, isDecided, type TaxDecision } from "../tax/decision.ts";
import { taxTotals } from "../tax/total.ts";
import { type BillingGround, groundOf } from "./ground.ts";
import type { BillingReason, Invoice, InvoiceLine, Party, ProposedLine } from "./invoice.ts";

/** What an invoice is made of. */
export interface InvoiceProposal {
  reason: BillingReason;
  subscriptionId: string | null;
  lines: ProposedLine[];
  discounts: readonly Discount[];
  collection: { kind: "automatic" } | { kind: "send-invoice"; daysUntilDue: number };
  reference: string;
}

/** The tax of a line while a register has not answered: none, and the invoice stays a draft. */
export const TAX_PENDING: TaxDecision = { category: "O", rates: [], because: "pending", proof: null };
/** The same while a sales tax service has not. */
const QUOTE_PENDING: TaxDecision = { ...TAX_PENDING, because: "pending-quote" };

/**
 * Writes a draft with what of the lines is on no other invoice that is not void, so that asking again is harmless. Null
 * when nothing is left to charge. The value's `used` are the discounts that took something.
 */
export function draftInvoice(
  books: Books,
  proposal: InvoiceProposal,
  deed: Deed,
): Result<{ invoice: Invoice; used: string[] } | null, BillingGround> {
  const ground = groundOf(books);
  if (!ground.ok) return ground;
  const { account, company } = ground.value;
  const billed = billedKeys(books);
  const lines = proposal.lines.filter(({ key, amount }) => amount !== 0 && !billed.has(key));
  if (lines.length === 0) return ok(null);
  const { perLine, used } = discounted(lines, proposal.discounts, account.currency);
  const id = books.newId("in");
  const whole = lines.map((line, index): InvoiceLine => {
    const discountAmount = perLine[index] ?? 0;
    return { ...line, id: `${id}_l${index + 1}`, discountAmount, netAmount: 0, taxAmounts: [], tax: TAX_PENDING };
  });
  const draft = emptyInvoice(id, account, company, proposal, deed);
  const invoice = withTotals({ ...draft, lines: whole }, account, company, deed.nowMs);
  books.invoices.put(invoice);
  return ok({ invoice, used });
}

/** The invoice with its taxes decided as of a time, its sums, and what is to be paid. */
export function withTotals(invoice: Invoice, account: Account, company: Company, atMs: number): Invoice {
  const decided = new Map<string, TaxDecision>();
  for (const { taxCode } of invoice.lines) {
    const answer = decideTax({ company, account, taxCode, atMs, quote: invoice.quotes?.[taxCode] ?? null });
    const pending = !isDecided(answer) && answer.pending === "quote" ? QUOTE_PENDING : TAX_PENDING;
    decided.set(taxCode, isDecided(answer) ? answer : pending);
  }
  const lines = invoice.lines.map((line) => ({ ...line, tax: decided.get(line.taxCode) ?? TAX_PENDING }));
  const taxed = taxTotals(lines, invoice.rounding);
  const { netTotal, taxTotals: totals, taxTotal, total } = taxed;
  const subtotal = sum(lines.map(({ amount }) => amount));
  const discountTotal = sum(lines.map(({ discountAmount }) => discountAmount));
  const sums = { netTotal, taxTotals: totals, taxTotal, total, subtotal, discountTotal, amountRemaining: total };
  return { ...invoice, lines: taxed.lines, ...sums };
}

/** Whether an invoice waits for an answer about its tax, and whether a sales tax service has to give it. */
export const waitsForTax = ({ lines }: Invoice): boolean =>
  lines.some(({ tax }) => tax.because === TAX_PENDING.because || tax.because === QUOTE_PENDING.because);
export const waitsForQuote = ({ lines }: Invoice): boolean =>
  lines.some(({ tax }) => tax.because === QUOTE_PENDING.because);

/** The customer as a document shows it. */
export function partyOf(account: Account): Party {
  return {
    name: account.name,
    legalName: account.legalName,
    address: account.address ?? { line1: "", line2: "", city: "", region: "", postalCode: "", country: "" },
    taxId: account.taxId?.value ?? null,
    email: null,
  };
}

/** What was billed already, by the keys of the lines. */
function billedKeys(books: Books): Set<string> {
  const keys = new Set<string>();
  for (const { status, lines } of books.invoices.list()) {
    if (status !== "void") for (const { key } of lines) keys.add(key);
  }
  return keys;
}

/** An invoice that nothing is on yet. */
export function emptyInvoice(
  id: string,
  account: Account,
  company: Company,
  { reason, subscriptionId, collection, reference }: InvoiceProposal,
  { nowMs }: Deed,
): Invoice {
  return {
    id,
    accountId: account.id,
    ...(account.entityId !== undefined && { entityId: account.entityId }),
    status: "draft",
    number: null,
    reason,
    subscriptionId,
    currency: account.currency,
    language: account.language,
    timeZone: account.timeZone,
    seller: company.seller,
    customer: partyOf(account),
    reference,
    createdMs: nowMs,
    finalisedMs: null,
    dueMs: collection.kind === "automatic" ? nowMs : nowMs + collection.daysUntilDue * DAY_MS,
    lines: [],
    subtotal: 0,
    discountTotal: 0,
    netTotal: 0,
    taxTotals: [],
    taxTotal: 0,
    total: 0,
    rounding: "invoice",
    collection: collection.kind,
    paid: 0,
    credited: 0,
    balanceApplied: 0,
    writtenOff: 0,
    amountRemaining: 0,
    paidMs: null,
    voidedMs: null,
    disputed: false,
    attempts: 0,
    nextAttemptMs: null,
  };
}
