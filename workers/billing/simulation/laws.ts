import { sum } from "../../kit/sum.ts";
import type { MemoryAccount, MemorySeries } from "../books/memory-account.ts";
import { RecordBooks } from "../books/record-books.ts";
import { brokenAt } from "../command/command-chain.ts";
import { MemoryLog } from "../command/command-log.ts";
import { execute } from "../command/execute.ts";
import { SECOND_ENTITY } from "../company/company-fixture.ts";
import { entityIdOf, MAIN_ENTITY } from "../company/legal-entity.ts";
import { signed } from "../ledger/posting/posting-rule.ts";
import { stillPending } from "../ledger/projection/pending.ts";
import { upcomingRevenue } from "../ledger/revenue/upcoming.ts";
import type { BillingEvent } from "../webhook/event.ts";

/** What of the laws an account's books break, in words; empty when they hold. */
export function brokenLaws(account: MemoryAccount): string[] {
  const { books } = account;
  return [...ledgerLaws(books), ...invoiceLaws(books), ...paymentLaws(books), ...logLaws(account)];
}

/** What of the laws on series is broken: every number is given once, without gaps, to a document that there is. */
export function brokenSeries(series: MemorySeries, accounts: readonly MemoryAccount[]): string[] {
  const numbers = accounts.flatMap(({ books }) => [
    ...books.invoices.list().flatMap(({ number }) => number ?? []),
    ...books.creditNotes.list().flatMap(({ number }) => number ?? []),
  ]);
  const given = [...series.given.values()].reduce((sum, documents) => sum + documents.length, 0);
  const broken = numbers.length === given ? [] : [`${given} numbers were given and ${numbers.length} are used`];
  return new Set(numbers).size === numbers.length ? broken : [...broken, "a number was given twice"];
}

function ledgerLaws(books: RecordBooks): string[] {
  const { ledger, balance, invoices, creditNotes, refunds } = books;
  const broken: string[] = [];
  const sums = new Map<string, number>();
  for (const { id, status, postings } of ledger.list()) {
    const signed = postings.map(({ direction, amount }) => (direction === "debit" ? amount : -amount));
    if (sum(signed) !== 0) broken.push(`transaction ${id} is off by ${sum(signed)}`);
    if (status !== "posted") continue;
    for (const [index, posting] of postings.entries()) {
      sums.set(posting.account, (sums.get(posting.account) ?? 0) + (signed[index] ?? 0));
    }
  }
  const currency = books.account()?.currency ?? "";
  const is = (code: string, should: number, what: string) => {
    const amount = sums.get(code) ?? 0;
    if (amount !== should) broken.push(`${code} is ${amount}; ${what} ${should}`);
  };
  for (const [code, amount] of sums) {
    if (ledger.balance(code, currency) !== amount) broken.push(`the kept balance of ${code} is not its sum ${amount}`);
  }
  is("2100", -sum(balance.list().map(({ amount }) => amount)), "the balance says");
  const finalised = invoices.list().filter(({ status }) => status !== "draft");
  is("1950", 0, "legal entities owe each other");
  broken.push(...entityLaws(books), ...pendingLaws(books));
  is("1100", sum(finalised.map(({ amountRemaining }) => amountRemaining)), "invoices are owed");
  const billed = finalised.filter(({ status }) => status !== "void");
  const notes = creditNotes.list().filter(({ status }) => status === "issued");
  const standing = notes.filter(({ invoiceId }) => billed.some(({ id }) => id === invoiceId));
  const notTaxed = sum(billed.map(({ reason, taxTotal }) => (reason === "import" ? 0 : -taxTotal)));
  const taxed = sum([...sums].map(([code, amount]) => (code.startsWith("2050") ? amount : 0)));
  const taxes = notTaxed + sum(standing.map(({ taxTotal }) => taxTotal));
  if (taxed !== taxes) broken.push(`tax payable is ${-taxed}, billed less credited ${-taxes}`);
  const goodwill = sum(balance.list().map(({ kind, amount }) => (kind === "adjustment" ? amount : 0)));
  const net = sum(billed.map(({ netTotal }) => netTotal)) - sum(standing.map(({ netTotal }) => netTotal)) - goodwill;
  // Disputes are contra revenue, but take nothing from what was billed.
  const revenue = sum([...sums].map(([code, amount]) => (/^(2000|4(?!120))/.test(code) ? amount : 0)));
  if (-revenue !== net) broken.push(`recognised and deferred are ${-revenue}, billed ${net}`);
  const sent = refunds.list().filter(({ creditNoteId, status }) => creditNoteId !== null && status === "succeeded");
  const promised = sum(notes.map(({ refundAmount }) => refundAmount));
  is("2200", sum(sent.map(({ amount }) => amount)) - promised, "refunds that notes promise and nobody has yet are");
  return broken;
}

function invoiceLaws({ invoices, creditNotes }: RecordBooks): string[] {
  const broken: string[] = [];
  const billed = new Set<string>();
  for (const invoice of invoices.list()) {
    const { id, status, lines, netTotal, taxTotal, total, paid, credited, balanceApplied, writtenOff } = invoice;
    const net = sum(lines.map(({ netAmount }) => netAmount));
    const tax = sum(lines.flatMap(({ taxAmounts }) => taxAmounts));
    if (net !== netTotal || tax !== taxTotal || net + tax !== total) broken.push(`${id}: its lines do not sum up`);
    const remaining = total - paid - credited - balanceApplied - writtenOff;
    if (status !== "void" && remaining !== invoice.amountRemaining) broken.push(`${id}: ${remaining} should remain`);
    if (invoice.amountRemaining < 0) broken.push(`${id}: less than nothing remains`);
    if (status === "paid" && invoice.amountRemaining !== 0) broken.push(`${id}: paid, and something remains`);
    const notes = creditNotes.list().filter((note) => note.invoiceId === id && note.status === "issued");
    if (sum(notes.map((note) => note.total)) > total) broken.push(`${id}: credited for more than it was`);
    if (sum(notes.map((note) => note.prePaymentAmount)) !== credited)
      broken.push(`${id}: its notes did not take ${credited} off it`);
    if (status === "void") continue;
    for (const { key } of lines) {
      if (billed.has(key)) broken.push(`${key} was billed twice`);
      billed.add(key);
    }
  }
  return broken;
}

function paymentLaws({ payments, refunds, disputes }: RecordBooks): string[] {
  const broken: string[] = [];
  for (const { id, amount, refunded, disputed, status } of payments.list()) {
    const of = refunds
      .list()
      .filter((one) => one.paymentId === id && one.status !== "failed" && one.status !== "cancelled");
    if (sum(of.map((one) => one.amount)) !== refunded) broken.push(`${id}: its refunds are not ${refunded}`);
    if (refunded > amount) broken.push(`${id}: more was refunded than paid`);
    const held = disputes
      .list()
      .filter((one) => one.paymentId === id && /needs-response|under-review|lost/.test(one.status));
    if (sum(held.map((one) => one.amount)) !== disputed) broken.push(`${id}: its disputes are not ${disputed}`);
    if (status === "initiated" || status === "unknown") broken.push(`${id} is ${status} for ever`);
  }
  return broken;
}

/** Each legal entity's books balance by themselves: what is owed to it is what its invoices say, and the customer's credit is with the one that sells. */
function entityLaws(books: RecordBooks): string[] {
  const posted = books.ledger.list().filter(({ status }) => status === "posted");
  const seller = entityIdOf(books.account() ?? {});
  return [MAIN_ENTITY, SECOND_ENTITY.id].flatMap((entity) => {
    const own = posted.filter((each) => entityIdOf(each) === entity).flatMap(({ postings }) => postings);
    const balance = (code: string) => sum(own.map((each) => (each.account === code ? signed(each) : 0)));
    const invoices = books.invoices.list().filter((each) => each.status !== "draft" && entityIdOf(each) === entity);
    const deferred = sum(upcomingRevenue(books).map(([of, , , amount]) => (of === entity ? amount : 0)));
    const owed = sum(invoices.map(({ amountRemaining }) => amountRemaining));
    return [
      ...(balance("1100") === owed ? [] : [`${entity} is owed ${balance("1100")}, its invoices say ${owed}`]),
      ...(-balance("2000") === deferred
        ? []
        : [`${entity} defers ${-balance("2000")}, ${deferred} becomes revenue later`]),
      ...(entity === seller || balance("2100") === 0 ? [] : [`${entity} owes a credit of ${balance("2100")}`]),
    ];
  });
}

/** What is expected is money of payments and refunds that are under way. */
function pendingLaws(books: RecordBooks): string[] {
  const moving = [...books.payments.list(), ...books.refunds.list()].filter(({ status }) =>
    ["initiated", "pending", "unknown"].includes(status),
  );
  return stillPending(books.ledger.list()).flatMap(({ id, source }) =>
    moving.some((each) => source.endsWith(each.id)) ? [] : [`${id} is expected of what has ended`],
  );
}

/** The chain holds, and carrying out the log again comes to the same books and tells the same events, counted without gaps. */
function logLaws({ id, books, log, told }: MemoryAccount): string[] {
  const entries = log.after(0, Number.MAX_SAFE_INTEGER);
  const broken = brokenAt({ seq: 0, hash: "0".repeat(64) }, log.entries, null);
  const [again, copy] = [new RecordBooks(id), new MemoryLog()];
  const toldAgain: BillingEvent[] = [];
  for (const entry of entries) execute(again, copy, entry, (_, __, events) => toldAgain.push(...events));
  const differing = everything(again).flatMap(([name, rows], index) =>
    JSON.stringify(rows) === JSON.stringify(everything(books)[index]?.[1]) ? [] : [`a replay differs in ${name}`],
  );
  return [
    ...(broken === null ? [] : [`the chain breaks at ${broken}`]),
    ...differing,
    ...(JSON.stringify(toldAgain) === JSON.stringify(told) ? [] : ["a replay tells other events"]),
    ...(told.every(({ sequence }, at) => sequence === at + 1) ? [] : ["an event's number is missing"]),
  ];
}

/** All records of some books, by kind. */
export const everything = (books: RecordBooks): [string, unknown][] =>
  Object.entries({
    account: books.account(),
    company: books.company(),
    people: books.people.list(),
    waivers: books.waivers.list(),
    overrides: books.overrides.list(),
    notes: books.notes.list(),
    redemptions: books.redemptions.list(),
    measured: books.measured.list(),
    subscriptions: books.subscriptions.list(),
    pendingLines: books.pendingLines.list(),
    invoices: books.invoices.list(),
    creditNotes: books.creditNotes.list(),
    balance: books.balance.list(),
    methods: books.methods.list(),
    payments: books.payments.list(),
    refunds: books.refunds.list(),
    disputes: books.disputes.list(),
    movements: books.movements.list(),
    tasks: books.tasks.list(),
    outbox: books.outbox.list(),
    ledger: books.ledger.list(),
  });
