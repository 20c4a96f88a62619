import { brokenAt, MemoryLog } from "../command-log.ts";
import { execute } from "../execute.ts";
import { RecordBooks } from "../record-books.ts";
import type { Series, SimulatedAccount } from "./world.ts";

/** What of the laws an account's books break, in words; empty when they hold. */
export function brokenLaws(account: SimulatedAccount): string[] {
  const { books } = account;
  return [...ledgerLaws(books), ...invoiceLaws(books), ...logLaws(account)];
}

/** What of the laws on series is broken: every number is given once, without gaps, to a document that there is. */
export function brokenSeries(series: Series, accounts: readonly SimulatedAccount[]): string[] {
  const numbers = accounts.flatMap(({ books }) => [
    ...books.invoices.list().flatMap(({ number }) => number ?? []),
    ...books.creditNotes.list().flatMap(({ number }) => number ?? []),
  ]);
  const given = [...series.given.values()].reduce((sum, documents) => sum + documents.length, 0);
  const broken = numbers.length === given ? [] : [`${given} numbers were given and ${numbers.length} are used`];
  return new Set(numbers).size === numbers.length ? broken : [...broken, "a number was given twice"];
}

function ledgerLaws({ ledger, balance, invoices, creditNotes, refunds }: RecordBooks): string[] {
  const broken: string[] = [];
  const sums = new Map<string, number>();
  for (const { status, postings } of ledger.list()) {
    if (status === "archived") continue;
    for (const { account, direction, amount } of postings) {
      sums.set(account, (sums.get(account) ?? 0) + (direction === "debit" ? amount : -amount));
    }
  }
  const all = [...sums.values()].reduce((sum, amount) => sum + amount, 0);
  if (all !== 0) broken.push(`the ledger is off by ${all}`);
  for (const [account, sum] of sums) {
    if (ledger.balance(account, "EUR") !== sum) broken.push(`the kept balance of ${account} is not its sum ${sum}`);
  }
  const credit = balance.list().reduce((sum, { amount }) => sum + amount, 0);
  if ((sums.get("2100") ?? 0) !== -credit) broken.push(`2100 is ${sums.get("2100")} and the balance ${credit}`);
  const owed = invoices
    .list()
    .reduce((sum, { status, amountRemaining }) => sum + (status === "draft" ? 0 : amountRemaining), 0);
  if ((sums.get("1100") ?? 0) !== owed)
    broken.push(`receivables are ${sums.get("1100")} and invoices are owed ${owed}`);
  const billed = invoices.list().filter(({ status }) => status !== "draft" && status !== "void");
  const net = billed.reduce((sum, { netTotal }) => sum + netTotal, 0);
  const returned = creditNotes
    .list()
    .filter(({ invoiceId, status }) => status === "issued" && billed.some(({ id }) => id === invoiceId))
    .reduce((sum, { netTotal }) => sum + netTotal, 0);
  const revenue = [...sums].reduce((sum, [account, one]) => sum + (/^(2000|4)/.test(account) ? one : 0), 0);
  if (-revenue !== net - returned) broken.push(`recognised and deferred are ${-revenue}, billed ${net - returned}`);
  const underWay = refunds
    .list()
    .filter(({ creditNoteId, status }) => creditNoteId !== null && status !== "succeeded")
    .reduce((sum, { amount }) => sum + amount, 0);
  if ((sums.get("2200") ?? 0) !== -underWay)
    broken.push(`refunds clearing is ${sums.get("2200")}, under way ${underWay}`);
  return broken;
}

function invoiceLaws({ invoices, creditNotes, payments }: RecordBooks): string[] {
  const broken: string[] = [];
  const billed = new Set<string>();
  for (const invoice of invoices.list()) {
    const { id, status, lines, netTotal, taxTotal, total, paid, credited, balanceApplied, writtenOff } = invoice;
    const net = lines.reduce((sum, line) => sum + line.netAmount, 0);
    const tax = lines.reduce((sum, line) => sum + line.taxAmounts.reduce((taxes, one) => taxes + one, 0), 0);
    if (net !== netTotal || tax !== taxTotal || net + tax !== total) broken.push(`${id}: its lines do not sum up`);
    const remaining = total - paid - credited - balanceApplied - writtenOff;
    if (status !== "void" && remaining !== invoice.amountRemaining) broken.push(`${id}: ${remaining} should remain`);
    if (invoice.amountRemaining < 0) broken.push(`${id}: less than nothing remains`);
    if (status === "paid" && invoice.amountRemaining !== 0) broken.push(`${id}: paid, and something remains`);
    const notes = creditNotes.list().filter((note) => note.invoiceId === id && note.status === "issued");
    if (notes.reduce((sum, note) => sum + note.total, 0) > total) broken.push(`${id}: credited for more than it was`);
    if (status === "void") continue;
    for (const { key } of lines) {
      if (billed.has(key)) broken.push(`${key} was billed twice`);
      billed.add(key);
    }
  }
  for (const { id, amount, refunded } of payments.list()) {
    if (refunded > amount) broken.push(`${id}: more was refunded than paid`);
  }
  return broken;
}

/** The chain holds, and carrying out the log again comes to the same books and tells the same events, counted without gaps. */
function logLaws({ id, books, log, told }: SimulatedAccount): string[] {
  const entries = log.after(0, Number.MAX_SAFE_INTEGER);
  const broken = brokenAt({ seq: 0, hash: "0".repeat(64) }, entries);
  const [again, copy] = [new RecordBooks(id), new MemoryLog()];
  const toldAgain: SimulatedAccount["told"] = [];
  for (const entry of entries) execute(again, copy, entry, (_, __, events) => toldAgain.push(...events));
  const same = JSON.stringify(everything(again)) === JSON.stringify(everything(books));
  return [
    ...(broken === null ? [] : [`the chain breaks at ${broken}`]),
    ...(same ? [] : ["a replay differs"]),
    ...(JSON.stringify(toldAgain) === JSON.stringify(told) ? [] : ["a replay tells other events"]),
    ...(told.every(({ sequence }, at) => sequence === at + 1) ? [] : ["an event's number is missing"]),
  ];
}

const everything = (books: RecordBooks) => [
  ...[books.account(), books.company(), books.people.list(), books.waivers.list(), books.subscriptions.list()],
  ...[books.pendingLines.list(), books.invoices.list(), books.creditNotes.list(), books.balance.list()],
  ...[books.methods.list(), books.payments.list(), books.refunds.list(), books.tasks.list(), books.outbox.list()],
  books.ledger.list(),
];
