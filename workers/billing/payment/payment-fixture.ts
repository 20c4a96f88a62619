import type { Account } from "../account/account.ts";
import type { Deed } from "../command.ts";
import type { Company } from "../company.ts";
import type { Invoice, Party } from "../invoice/invoice.ts";
import { invoiceFinalised } from "../ledger/postings.ts";
import { RecordBooks } from "../record-books.ts";
import { type AttachMethod, attachMethod } from "./method.ts";

/** The day on which tests of payments begin. */
export const START_MS = Date.UTC(2026, 0, 15, 12);

const ACCOUNT_ID = "01890000-0000-7000-8000-000000000001";

const PARTY: Party = {
  name: "Corner Shop",
  legalName: "Corner Shop Ltd",
  address: { line1: "1 Main Street", line2: "", city: "Springfield", region: "", postalCode: "12345", country: "US" },
  taxId: null,
  email: null,
};

const COMPANY: Company = {
  version: 1,
  seller: PARTY,
  legalEntity: "main",
  invoicePrefix: "A",
  creditNotePrefix: "C",
  taxRegistrations: [],
  dunning: { retryDays: [1, 3, 7], cancelAfterDays: 180 },
  salesTaxRates: [],
  recognition: "daily",
  trialCancelAfterDays: 30,
  incinerateAfterDays: 30,
  approvalThreshold: {},
  gateway: "local",
};

const ACCOUNT: Account = {
  id: ACCOUNT_ID,
  productId: "shop",
  name: "Corner Shop",
  status: "active",
  ownerId: "person_1",
  currency: "USD",
  timeZone: "UTC",
  language: "en",
  legalName: "Corner Shop Ltd",
  address: null,
  taxId: null,
  exemption: { kind: "none" },
  externalIds: {},
  tags: [],
  clockMs: null,
  frozenMs: null,
  cancelledMs: null,
  incinerateAtMs: null,
  incineratedMs: null,
  mergedIntoId: null,
  createdMs: START_MS,
};

/** Who does what tests do, at a time. */
export const deedAt = (nowMs: number): Deed => ({
  nowMs,
  actor: { kind: "system", id: "test", name: "Test" },
  reason: "",
  requestId: "test",
});

/** Books of an account with a company's settings and nothing else. */
export function emptyBooks(): RecordBooks {
  const books = new RecordBooks(ACCOUNT_ID);
  books.putAccount(ACCOUNT);
  books.putCompany(COMPANY);
  return books;
}

/** Puts an open invoice of a total into the books and posts it. */
export function openInvoice(books: RecordBooks, total: number, more: Partial<Invoice> = {}): Invoice {
  const id = books.newId("in");
  const invoice: Invoice = {
    id,
    accountId: books.accountId,
    status: "open",
    number: `A-${id.split("_").at(-1)}`,
    reason: "manual",
    subscriptionId: null,
    currency: "USD",
    language: "en",
    timeZone: "UTC",
    seller: PARTY,
    customer: PARTY,
    reference: "",
    createdMs: START_MS,
    finalisedMs: START_MS,
    dueMs: START_MS,
    lines: [],
    subtotal: total,
    discountTotal: 0,
    netTotal: total,
    taxTotals: [],
    taxTotal: 0,
    total,
    rounding: "invoice",
    collection: "automatic",
    paid: 0,
    credited: 0,
    balanceApplied: 0,
    writtenOff: 0,
    amountRemaining: total,
    paidMs: null,
    voidedMs: null,
    disputed: false,
    attempts: 0,
    nextAttemptMs: null,
    ...more,
  };
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
