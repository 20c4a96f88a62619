import { isTest } from "../account/account.ts";
import type { Books as AllBooks } from "../books/books.ts";
import { type OfEntity, settingsFor, TEST_PREFIX, TEST_SERIES } from "../company/legal-entity.ts";

/** What numbers are given by: the account, and the company's settings with all of its legal entities. */
type Books = Pick<AllBooks, "account" | "company">;

const isOfTest = (books: Books): boolean => isTest(books.account());

/** Whose series the documents of an invoice are in: a test's have one of their own, so that the company's has no gaps. */
export function seriesOwner(books: Books, of: OfEntity): string {
  const company = books.company();
  return isOfTest(books) || company === null ? TEST_SERIES : settingsFor(company, of).legalEntity;
}

/** A number as a document shows it: what those of the invoice's legal entity begin with, and so many digits. */
export function numberText(
  books: Books,
  of: OfEntity,
  series: "invoicePrefix" | "creditNotePrefix",
  number: number,
): string {
  const company = books.company();
  const prefix = isOfTest(books) ? TEST_PREFIX : company === null ? "" : settingsFor(company, of)[series];
  return `${prefix}${String(number).padStart(NUMBER_DIGITS, "0")}`;
}

const NUMBER_DIGITS = 5;

/** The subject of an effect that asks for a number: legal entity and series, and the document. */
export const numberSubject = (legalEntity: string, series: "invoice" | "credit-note", documentId: string): string =>
  `${legalEntity}/${series}/${documentId}`;

/** What such a subject names: the object that gives the numbers, and the document. */
export function seriesOf(subject: string): { series: string; documentId: string } {
  const at = subject.lastIndexOf("/");
  return { series: subject.slice(0, at), documentId: subject.slice(at + 1) };
}
