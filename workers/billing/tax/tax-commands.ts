import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import { AddressInput } from "../account/input.ts";
import type { Books } from "../books/books.ts";
import { bind, type Deed } from "../command/command.ts";
import { finaliseInvoice, finaliseWaiting } from "../invoice/finalise.ts";
import { QUOTE_CODES_MAX, quotedItem, quoteReference, quotesOf } from "./quote.ts";

const settled = z.strictObject({
  value: z.string().min(1).max(40),
  status: z.enum(["valid", "invalid", "unavailable"]),
  proof: z.string().max(100).nullable(),
});

/** `tax-id.settle`: what the register said of the account's tax id. Invoices that waited for it are finalised. */
function settleTaxId(books: Books, { value, status, proof }: z.output<typeof settled>, deed: Deed) {
  const account = books.account();
  if (!account) return fail("no-such-account", "There is no such account.");
  if (account.taxId?.value !== value) return fail("another-tax-id", "The account has another tax id by now.");
  const taxId = { value, status, checkedMs: deed.nowMs, proof };
  books.putAccount({ ...account, taxId });
  finaliseWaiting(books, deed);
  return ok(taxId);
}

const quotedInvoice = z.strictObject({
  invoiceId: z.string().min(1).max(80),
  /** Where the customer was when the service was asked. */
  address: AddressInput,
  reference: quoteReference,
  items: z.array(quotedItem).max(QUOTE_CODES_MAX),
  /** Where question and answer are kept as they were sent. */
  archive: z.string().max(200),
});

/** `sales-tax.quoted`: what the sales tax service answered about a draft, which is finalised by it. An answer about an address that the customer has left is asked for again. */
function takeQuote(books: Books, input: z.output<typeof quotedInvoice>, deed: Deed) {
  const draft = books.invoices.get(input.invoiceId);
  if (draft?.status !== "draft") return fail("not-a-draft", "The invoice does not wait for an answer.");
  const address = books.account()?.address;
  if (address && JSON.stringify(AddressInput.parse(address)) === JSON.stringify(input.address))
    books.invoices.put({ ...draft, quotes: quotesOf(input) });
  return finaliseInvoice(books, draft.id, deed);
}

/** The commands of this room. */
export const TAX_COMMANDS = {
  "tax-id.settle": bind(settled, settleTaxId),
  "sales-tax.quoted": bind(quotedInvoice, takeQuote),
};
