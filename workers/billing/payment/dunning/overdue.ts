import { DAY_MS } from "../../../kit/time.ts";
import type { Account } from "../../account/account.ts";
import { end } from "../../account/lifecycle/ending.ts";
import { settleStatus } from "../../account/status.ts";
import type { Books } from "../../books/books.ts";
import type { Deed } from "../../command/command.ts";
import type { Company } from "../../company/company.ts";
import type { Invoice } from "../../invoice/invoice.ts";
import { settleFirstPayments } from "../../subscription/first-payment.ts";
import type { Subscription } from "../../subscription/subscription.ts";
import { mail } from "../charge/errand.ts";
import { isUnderWay } from "../charge/payment-state.ts";
import { isUsable } from "../method/payment-method.ts";
import type { Payment, PaymentMethod } from "../payment.ts";

const TASK = "review-overdue";

/** Where an account stands by the age of its oldest unpaid invoice, independent of how often it was tried. */
type Standing = "current" | "past-due" | "frozen" | "cancelled";

/** How old the debt is when an account freezes and ends: a day after the last try, and the company's days after that. */
export function overdueLimits({ dunning }: Company): { frozenMs: number; cancelledMs: number } {
  const frozenMs = (Math.max(0, ...dunning.retryDays) + 1) * DAY_MS;
  return { frozenMs, cancelledMs: frozenMs + dunning.cancelAfterDays * DAY_MS };
}

/** What of an account's books tells what it owes. */
export interface Owing {
  invoices: readonly Invoice[];
  payments: readonly Payment[];
  methods: readonly PaymentMethod[];
  subscriptions: readonly Subscription[];
}

/**
 * What an account is overdue with: its open invoices that are debts at all, since when the oldest one is overdue (null for none), and whether
 * a bank or gateway has still to say something of one.
 */
export function debtOf(owing: Owing, nowMs: number): { open: Invoice[]; sinceMs: number | null; waits: boolean } {
  // What a pause is to end with is no debt: nothing of it is delivered before.
  const asked = new Set(owing.subscriptions.flatMap(({ resumption }) => resumption?.invoiceId ?? []));
  const open = owing.invoices.filter(({ id, status }) => status === "open" && !asked.has(id));
  const sinceMs = open.flatMap((invoice) => overdueSinceMs(owing, invoice, nowMs) ?? []);
  return {
    open,
    sinceMs: sinceMs.length === 0 ? null : Math.min(...sinceMs),
    waits: open.some((invoice) => isWaitedFor(owing, invoice)),
  };
}

/** Since when an invoice is overdue at a time: one that is collected from the first no, and without a method from its date; null when it is not. */
function overdueSinceMs({ payments, methods }: Owing, invoice: Invoice, nowMs: number): number | null {
  if (invoice.status !== "open" || invoice.amountRemaining <= 0) return null;
  const dueMs = invoice.dueMs ?? invoice.finalisedMs ?? invoice.createdMs;
  if (invoice.collection === "send-invoice") return dueMs < nowMs ? dueMs : null;
  const own = payments.filter(({ invoiceId }) => invoiceId === invoice.id);
  const declinedMs = own.flatMap(({ status, settledMs, createdMs }) => {
    if (status === "requires-action") return createdMs;
    return status === "failed" ? (settledMs ?? nowMs) : [];
  });
  if (!methods.some((method) => isUsable(method, nowMs))) declinedMs.push(dueMs);
  return declinedMs.length === 0 ? null : Math.min(...declinedMs);
}

/** Whether a bank or gateway has not said yet; while it is the customer's turn nobody waits. */
const isWaitedFor = ({ payments }: Owing, { id }: Invoice): boolean =>
  payments.some((payment) => payment.invoiceId === id && isUnderWay(payment) && payment.status !== "requires-action");

function standing(ageMs: number | null, limits: ReturnType<typeof overdueLimits>): Standing {
  if (ageMs === null) return "current";
  if (ageMs >= limits.cancelledMs) return "cancelled";
  return ageMs >= limits.frozenMs ? "frozen" : "past-due";
}

const SEVERITY: Record<Standing, number> = { current: 0, "past-due": 1, frozen: 2, cancelled: 3 };
/** Statuses that payment decides on; a paused or cancelled account is left as it is. */
const DECIDED: Partial<Record<Account["status"], Standing>> = {
  trial: "current",
  active: "current",
  "past-due": "past-due",
  frozen: "frozen",
};

/**
 * Brings the account's status in line with its debts: past-due, frozen, cancelled by age, active again once nothing is
 * overdue. While money is under way nothing gets worse. Plans the next look.
 */
export function reviewOverdue(books: Books, deed: Deed): void {
  settleFirstPayments(books, deed.nowMs);
  const account = books.account();
  const company = books.company();
  const from = account === null ? undefined : DECIDED[account.status];
  if (!account || !company || from === undefined) {
    books.tasks.remove(TASK);
    return;
  }
  const owing = {
    ...{ invoices: books.invoices.list(), payments: books.payments.list() },
    ...{ methods: books.methods.list(), subscriptions: books.subscriptions.list() },
  };
  const { sinceMs: oldestMs, waits } = debtOf(owing, deed.nowMs);
  const limits = overdueLimits(company);
  const to = standing(oldestMs === null ? null : deed.nowMs - oldestMs, limits);
  const worse = SEVERITY[to] > SEVERITY[from];
  // What froze without a debt, such as at a trial's end, thaws by what it lacked. A debt was past due before, or has its next look planned.
  const frozenOtherwise = from === "frozen" && account.pastDueMs == null && books.tasks.get(TASK) === null;
  if (to !== from && !(worse && waits) && !frozenOtherwise) become(books, account, to, deed);
  planReview(books, oldestMs, worse && waits, limits, deed.nowMs);
}

/** What a standing does to the account and what it has subscribed to. */
function become(books: Books, account: Account, to: Standing, { nowMs }: Deed): void {
  if (to === "cancelled") {
    end(books, account, nowMs);
    mail(books, "account-cancelled-unpaid", account.id, nowMs);
    return;
  }
  const pastDueMs = to === "current" ? null : (account.pastDueMs ?? nowMs);
  books.putAccount({ ...account, pastDueMs, frozenMs: to === "frozen" ? nowMs : null });
  for (const subscription of books.subscriptions.list()) {
    const { status } = subscription;
    if (status === "active" && to !== "current") books.subscriptions.put({ ...subscription, status: "past-due" });
    if (status === "past-due" && to === "current") books.subscriptions.put({ ...subscription, status: "active" });
  }
  settleStatus(books);
  if (to === "frozen") mail(books, "account-frozen", `${account.id}:${nowMs}`, nowMs);
}

function planReview(
  books: Books,
  oldestMs: number | null,
  held: boolean,
  limits: ReturnType<typeof overdueLimits>,
  nowMs: number,
): void {
  const dueMs: number[] = held ? [nowMs + DAY_MS] : [];
  if (oldestMs !== null) dueMs.push(oldestMs + limits.frozenMs, oldestMs + limits.cancelledMs);
  for (const invoice of books.invoices.list()) {
    const { status, collection, dueMs: due } = invoice;
    if (status === "open" && collection === "send-invoice" && due !== null) dueMs.push(due + 1);
  }
  const next = Math.min(...dueMs.filter((atMs) => atMs > nowMs));
  if (Number.isFinite(next)) books.tasks.put({ id: TASK, kind: TASK, subject: books.accountId, dueMs: next });
  else books.tasks.remove(TASK);
}
