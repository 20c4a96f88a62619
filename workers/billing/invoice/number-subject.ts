import { type Account, isTest } from "../account/account.ts";
import type { Company } from "../company.ts";

/** Whose series the documents of an account are in: a test's have one of their own, so that the company's has no gaps. */
export const seriesOwner = (account: Account, company: Company): string =>
  isTest(account) ? "test" : company.legalEntity;

/** What a document's number begins with. */
export const numberPrefix = (account: Account | null, prefix: string | undefined): string =>
  isTest(account) ? "TEST-" : (prefix ?? "");

/** The subject of an effect that asks for a number: legal entity and series, and the document. */
export const numberSubject = (legalEntity: string, series: "invoice" | "credit-note", documentId: string): string =>
  `${legalEntity}/${series}/${documentId}`;

/** What such a subject names: the object that gives the numbers, and the document. */
export function seriesOf(subject: string): { series: string; documentId: string } {
  const at = subject.lastIndexOf("/");
  return { series: subject.slice(0, at), documentId: subject.slice(at + 1) };
}
