import { createAccount } from "../account/lifecycle/opening.ts";
import { RecordBooks } from "../books/record-books.ts";
import { type Deed, SYSTEM } from "../command/command.ts";
import { companyInput } from "../company/company-fixture.ts";
import type { Invoice } from "../invoice/invoice.ts";
import { invoiceOf, netLine } from "../invoice/sample.ts";
import { invoiceFinalised } from "../ledger/posting/postings.ts";
import { settlePayment } from "./charge/settle-payment.ts";
import { startPayment } from "./charge/start-payment.ts";
import { type AttachMethod, attachMethod } from "./method/method.ts";

/** The day on which tests of payments begin. */
export const START_MS = Date.UTC(2026, 0, 15, 12);

/** Who does what tests do, at a time. */
export const deedAt = (nowMs: number): Deed => ({ nowMs, actor: SYSTEM, reason: "", requestId: "test" });

/** Books of an account with a company's settings and nothing else. */
export function emptyBooks(): RecordBooks {
  const books = new RecordBooks("01890000-0000-7000-8000-000000000001");
  books.putCompany(companyInput({ dunning: { retryDays: [1, 3, 7], cancelAfterDays: 180 } }));
  const shop = { productId: "shop", name: "Corner Shop", ownerId: "person_1", currency: "EUR", legalName: "" };
  const rest = {
    timeZone: "UTC",
    language: "en" as const,
    address: null,
    externalIds: {},
    tags: [],
    clockMs: null,
    testClockId: null,
  };
  createAccount(books, { ...shop, ...rest }, deedAt(START_MS));
  books.keep();
  return books;
}

/** Puts an open invoice of a total into the books and posts it. */
export function openInvoice(books: RecordBooks, total: number, more: Partial<Omit<Invoice, "lines">> = {}): Invoice {
  const id = books.newId("in");
  const times = { createdMs: START_MS, finalisedMs: START_MS, dueMs: START_MS };
  const invoice = invoiceOf([netLine("il_1", total, null)], {
    id,
    accountId: books.accountId,
    number: `A-${id.split("_").at(-1)}`,
    subscriptionId: null,
    collection: "automatic",
    ...times,
    ...more,
  });
  books.invoices.put(invoice);
  const posted = invoiceFinalised(invoice);
  if (posted) books.ledger.post(posted);
  return invoice;
}

/** Attaches a card of the local gateway by one of its test tokens. */
export function attachCard(books: RecordBooks, token: string, more: Partial<AttachMethod> = {}) {
  const card = { gateway: "local", token, customer: "cus_1", kind: "card", brand: "visa", last4: "4242" } as const;
  const attached = attachMethod(
    books,
    { ...card, expires: { month: 12, year: 2030 }, makeDefault: true, ...more },
    deedAt(START_MS),
  );
  if (!attached.ok) throw new Error(attached.detail);
  return attached.value.method;
}

/** Books with an invoice of a total that a card has paid. */
export function paid(total = 1_000) {
  const books = emptyBooks();
  const method = attachCard(books, "tok_ok");
  const invoice = openInvoice(books, total);
  const started = startPayment(books, { invoiceId: invoice.id, methodId: method.id, amount: null }, deedAt(START_MS));
  if (!started.ok) throw new Error(started.detail);
  const paymentId = started.value.payment.id;
  const result = { outcome: "success", reference: "ch_1", fee: 0, settledMs: START_MS } as const;
  settlePayment(books, { paymentId, result, asked: false }, deedAt(START_MS));
  return { books, paymentId, invoiceId: invoice.id };
}
