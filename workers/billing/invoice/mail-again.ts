import { fail, ok } from "../../kit/result.ts";
import { MINUTE_MS } from "../../kit/time.ts";
import type { Books } from "../books.ts";
import type { Deed } from "../command.ts";
import { send } from "../payment/errand.ts";

/** How often the same invoice is mailed at most: asked for once more within it, it is the same mail, which goes out once. */
const AGAIN_MS = MINUTE_MS;

/** `invoice.mail`: mails an invoice again to who cares for the account's bills, as when it was issued. */
export function mailInvoice(books: Books, { id }: { id: string }, { nowMs }: Deed) {
  const invoice = books.invoices.get(id);
  if (!invoice) return fail("no-such-invoice", `There is no invoice ${id}.`);
  if (invoice.number === null) return fail("is-a-draft", "A draft is mailed by itself once it has its number.");
  const subject = `invoice:${id}`;
  send(books, { id: `invoice-issued:${id}:${Math.floor(nowMs / AGAIN_MS)}`, kind: "mail", subject }, nowMs);
  return ok({ id });
}
