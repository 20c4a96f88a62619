import * as z from "zod";
import { ok } from "../../kit/result.ts";
import { COUNTED_TOGETHER_MS, needsSecondPerson } from "../account/approval/second-person.ts";
import type { Books } from "../books/books.ts";
import { bind, type Deed } from "../command/command.ts";
import { balanceAdjusted } from "../ledger/posting/postings.ts";
import type { TaskRule } from "../schedule/tasks.ts";
import { issueCreditNote, numberCreditNote } from "./credit-note.ts";
import { draftInvoice } from "./draft.ts";
import { deleteDraft, voidInvoice, writeOffInvoice } from "./end-invoice.ts";
import { finaliseInvoice, openInvoice } from "./finalise.ts";
import { groundOf } from "./ground.ts";
import { MailAgain, mailCreditNote, mailInvoice } from "./mail-again.ts";
import { recogniseInvoice } from "./recognise.ts";
import { voidCreditNote } from "./void-credit-note.ts";

/** Lines of an invoice that is made by hand at most. */
export const MANUAL_LINES_MAX = 100;
/** An amount in minor units at most: far above any invoice, far below where integers stop being exact. */
export const AMOUNT_MAX = 1_000_000_000_000;

const id = z.string().min(1).max(80);
const amount = z.int().min(0).max(AMOUNT_MAX);

const manualLine = z.strictObject({
  description: z.string().min(1).max(500),
  amount: amount.positive(),
  productId: z.string().max(80).nullable().default(null),
  taxCode: z.string().max(40).default("standard"),
  taxInclusive: z.boolean().default(false),
  service: z.strictObject({ startMs: z.int(), endMs: z.int() }).nullable().default(null),
});

const manualInvoice = z.strictObject({
  lines: z.array(manualLine).min(1).max(MANUAL_LINES_MAX),
  reference: z.string().max(100).default(""),
  collection: z
    .discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("automatic") }),
      z.strictObject({ kind: z.literal("send-invoice"), daysUntilDue: z.int().min(0).max(365) }),
    ])
    .default({ kind: "automatic" }),
  finalise: z.boolean().default(true),
});

/** `invoice.create`: an invoice by hand, for what no subscription bills. */
function createInvoice(books: Books, input: z.output<typeof manualInvoice>, deed: Deed) {
  const made = books.newId("manual");
  const lines = input.lines.map((line, index) => ({
    ...line,
    key: `${made}/${index + 1}`,
    kind: "one-off" as const,
    priceId: null,
    subscriptionId: null,
    quantity: "1",
    unitAmount: String(line.amount),
  }));
  const { reference, collection } = input;
  const drafted = draftInvoice(
    books,
    { reason: "manual", subscriptionId: null, lines, discounts: [], collection, reference },
    deed,
  );
  if (!drafted.ok) return drafted;
  const invoice = drafted.value?.invoice;
  if (!invoice) throw new Error("Lines with amounts make an invoice");
  return input.finalise ? finaliseInvoice(books, invoice.id, deed) : ok(invoice);
}

const adjustment = z.strictObject({
  amount: z
    .int()
    .min(-AMOUNT_MAX)
    .max(AMOUNT_MAX)
    .refine((value) => value !== 0),
});

/** `balance.adjust`: changes what the company owes the customer, by hand; positive in the customer's favour. */
function adjustBalance(books: Books, input: z.output<typeof adjustment>, deed: Deed) {
  const ground = groundOf(books);
  if (!ground.ok) return ground;
  const { currency } = ground.value.account;
  // Nobody's own adjustments are not looked through: there may be thousands.
  const total = deed.actor.kind === "system" ? 0 : adjustedLately(books, input.amount, currency, deed);
  const alone = needsSecondPerson(books, total, currency, deed);
  if (alone) return alone;
  const entry = {
    id: books.newId("bal"),
    amount: input.amount,
    currency,
    kind: "adjustment",
    source: `person:${deed.actor.id}`,
    createdMs: deed.nowMs,
  } as const;
  books.balance.put(entry);
  books.ledger.post(balanceAdjusted(entry));
  return ok(entry);
}

/** What was given by hand in the last month, or taken, with this amount: both without a sign. */
const adjustedLately = (books: Books, amount: number, currency: string, { nowMs }: Deed): number =>
  books.balance
    .list()
    .filter((entry) => entry.kind === "adjustment" && entry.currency === currency)
    .filter((entry) => entry.createdMs > nowMs - COUNTED_TOGETHER_MS && entry.amount > 0 === amount > 0)
    .reduce((sum, entry) => sum + Math.abs(entry.amount), Math.abs(amount));

const takenBack = z.union([
  z.strictObject({ invoiceLineId: id, netAmount: amount.positive() }),
  z.strictObject({ invoiceLineId: id, grossAmount: amount.positive() }),
]);

const creditNote = z.strictObject({
  invoiceId: id,
  lines: z.array(takenBack).min(1).max(1_000),
  reason: z.enum(["duplicate", "fraudulent", "order-change", "unsatisfactory", "goodwill"]),
  memo: z.string().max(500).default(""),
  settlement: z.strictObject({ refundAmount: amount, balanceAmount: amount, outOfBandAmount: amount }).nullable(),
});

const one = z.strictObject({ id });
const numbered = z.strictObject({ id, number: z.int().positive() });

/** The commands of this room. */
export const INVOICE_COMMANDS = {
  "invoice.create": bind(manualInvoice, createInvoice),
  "invoice.finalise": bind(one, (books, input, deed) => finaliseInvoice(books, input.id, deed)),
  "invoice.number": bind(numbered, (books, input, deed) => openInvoice(books, input.id, input.number, deed)),
  "invoice.delete": bind(one, deleteDraft),
  "invoice.mail": bind(MailAgain, mailInvoice),
  "invoice.void": bind(one, voidInvoice),
  "invoice.write-off": bind(one, writeOffInvoice),
  "credit-note.issue": bind(creditNote, issueCreditNote),
  "credit-note.void": bind(one, voidCreditNote),
  "credit-note.number": bind(numbered, numberCreditNote),
  "credit-note.mail": bind(MailAgain, mailCreditNote),
  "balance.adjust": bind(adjustment, adjustBalance),
};

/** What is due in this room, by the kind of the task. */
export const INVOICE_TASKS: Record<string, TaskRule> = {
  "invoice.finalise": (books, { subject }, deed) => {
    finaliseInvoice(books, subject, deed);
  },
  "invoice.recognise": recogniseInvoice,
};
