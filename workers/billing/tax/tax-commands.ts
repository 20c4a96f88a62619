import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import type { Books } from "../books.ts";
import { bind, type Deed } from "../command.ts";
import { finaliseWaiting } from "../invoice/finalise.ts";

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

/** The commands of this room. */
export const TAX_COMMANDS = { "tax-id.settle": bind(settled, settleTaxId) };
