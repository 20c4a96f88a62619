/** The subject of an effect that asks for a number: legal entity and series, and the document. */
export const numberSubject = (legalEntity: string, series: "invoice" | "credit-note", documentId: string): string =>
  `${legalEntity}/${series}/${documentId}`;

/** What such a subject names: the object that gives the numbers, and the document. */
export function seriesOf(subject: string): { series: string; documentId: string } {
  const at = subject.lastIndexOf("/");
  return { series: subject.slice(0, at), documentId: subject.slice(at + 1) };
}
