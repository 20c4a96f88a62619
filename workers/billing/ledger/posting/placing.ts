import type { Books } from "../../books/books.ts";
import { entityIdOf, ofEntity } from "../../company/legal-entity.ts";
import { CUSTOMER_CREDIT } from "./chart.ts";
import { signed } from "./posting-rule.ts";
import { creditCarried } from "./postings.ts";
import type { Transaction } from "./transaction.ts";

type Known = Pick<Books, "account" | "invoices" | "creditNotes" | "payments" | "refunds" | "disputes">;

/**
 * A transaction as the legal entity has it that it belongs to: that of the invoice that it is about, so that what an account bought before it
 * moved stays where it was sold; of what is about none, that of the account now. A reversal stays with what it reverses.
 */
export function placed(books: Known, transaction: Transaction): Transaction {
  const { reversalOf, pendingId } = transaction;
  if (reversalOf !== null || pendingId !== null || isCarried(transaction)) return transaction;
  return { ...transaction, ...ofEntity(entityOfSource(books, transaction.source)) };
}

/** What carries a credit says itself between which books. */
const isCarried = ({ kind }: Transaction): boolean => kind.startsWith("credit-carried-");

function entityOfSource(books: Known, source: string): string {
  const at = source.indexOf(":");
  const [kind, id] = [source.slice(0, at), source.slice(at + 1)];
  if (kind === "invoice") return entityOfInvoice(books, id);
  if (kind === "credit-note") return entityOfInvoice(books, books.creditNotes.get(id)?.invoiceId ?? "");
  if (kind === "payment") return entityOfPayment(books, id);
  if (kind === "refund") return entityOfPayment(books, books.refunds.get(id)?.paymentId ?? "");
  if (kind === "dispute") return entityOfPayment(books, books.disputes.get(id)?.paymentId ?? "");
  return entityIdOf(books.account() ?? {});
}

const entityOfInvoice = (books: Known, id: string): string =>
  entityIdOf(books.invoices.get(id) ?? books.account() ?? {});
const entityOfPayment = (books: Known, id: string): string =>
  entityIdOf(books.payments.get(id) ?? books.account() ?? {});

/** The customer's credit is always in the books of the account's own legal entity: what another one's transaction changed of it is carried there, once it is posted. */
export function carried(books: Known, transaction: Transaction): Transaction[] {
  const [from, to] = [entityIdOf(transaction), entityIdOf(books.account() ?? {})];
  if (from === to || transaction.status !== "posted" || isCarried(transaction)) return [];
  const touched = transaction.postings.filter(({ account }) => account === CUSTOMER_CREDIT);
  return touched.flatMap((posting) => {
    const { currency } = posting;
    const { id: of, effectiveMs: atMs, source } = transaction;
    return creditCarried({ of, currency, amount: -signed(posting), atMs, source }, [from, to]);
  });
}

/** Carries all of a customer's credit from one legal entity to another, in an account that moves between them. */
export function carryCredit(books: Books, [from, to]: readonly [from: string, to: string], atMs: number): void {
  const of = books.newId("mv");
  const currencies = new Set(books.balance.list().map(({ currency }) => currency));
  for (const currency of currencies) {
    const amount = -books.ledger.balance(CUSTOMER_CREDIT, currency);
    if (amount === 0) continue;
    for (const each of creditCarried({ of, currency, amount, atMs, source: `entity:${to}` }, [from, to]))
      books.ledger.post(each);
  }
}
