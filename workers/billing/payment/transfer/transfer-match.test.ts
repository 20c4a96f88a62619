import { expect, it } from "vitest";
import { emptyBooks, openInvoice } from "../payment-fixture.ts";
import { invoiceFor } from "./transfer-match.ts";

const books = emptyBooks();
const [first, second] = [1_000, 2_000].map((total, at) => openInvoice(books, total, { number: `A-2026-0${at + 1}` }));
const invoices = [
  ...books.invoices.list(),
  { ...openInvoice(books, 500), status: "paid" as const, number: "A-2026-03" },
];

it.each([
  ["by its number, however it is written", "Invoice a/2026.01 thanks", 990, first?.id],
  ["by its number before another's amount", "A-2026-01", 2_000, first?.id],
  ["by the amount that only one has", "for our subscription", 2_000, second?.id],
  ["not by an amount that none has", "for our subscription", 1_999, undefined],
  ["not by the number of a paid one", "A-2026-03", 500, undefined],
  ["not by two numbers", "A-2026-01 and A-2026-02", 3_000, undefined],
])("finds an invoice %s", (_, text, amount, id) => {
  expect(invoiceFor(invoices, { text, amount, currency: "EUR" })?.id).toBe(id);
});

it("finds an invoice of another currency by its number only", () => {
  expect(invoiceFor(invoices, { text: "A-2026-01", amount: 1_100, currency: "USD" })?.id).toBe(first?.id);
  expect(invoiceFor(invoices, { text: "for our subscription", amount: 1_000, currency: "USD" })).toBeNull();
});
