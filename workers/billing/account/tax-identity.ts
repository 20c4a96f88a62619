import * as z from "zod";
import { ok } from "../../kit/result.ts";
import type { Command } from "../command/command.ts";
import type { Account } from "./account.ts";
import { aLiveAccount, type Standing } from "./standing.ts";

/** Letters and digits of a VAT id or its like, country first; what people put between them is left out. */
const TaxIdValue = z
  .string()
  .transform((text) => text.replace(/[\s.-]/g, "").toUpperCase())
  .pipe(z.string().regex(/^[A-Z0-9]{4,20}$/, "A tax id has 4 to 20 letters and digits, such as DE123456789."));

export const TaxIdSet = z.strictObject({ value: TaxIdValue.nullable() });

/** Sets the account's tax id and has the register asked; until it answers, invoices wait. Null takes it away. */
export const setTaxId: Command<z.output<typeof TaxIdSet>, Account, Standing> = (books, { value }, deed) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  if (value === null || found.value.taxId?.value !== value) {
    const taxId = value === null ? null : { value, status: "pending" as const, checkedMs: null, proof: null };
    books.putAccount({ ...found.value, taxId });
    if (value !== null) {
      const id = books.newId("fx");
      books.outbox.put({ id, kind: "check-tax-id", subject: value, notBeforeMs: deed.nowMs, createdMs: deed.nowMs });
    }
  }
  return ok(books.account() ?? found.value);
};

export const ExemptionSet = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({
    kind: z.literal("exempt"),
    certificate: z.string().trim().min(1, "The certificate's number is its proof.").max(200),
    untilMs: z.number().int().positive().nullable(),
  }),
  z.strictObject({
    kind: z.literal("fixed"),
    jurisdiction: z
      .string()
      .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "A place is a country such as DE, or a state such as US-CA."),
    name: z.string().trim().min(1, "The tax needs a name.").max(60),
    rate: z.string().regex(/^\d{1,2}(\.\d{1,6})?$/, "A rate is in percent, such as 19 or 8.875."),
    because: z.string().trim().min(1, "The invoice says why.").max(200),
  }),
]);

/** Says where the account's tax departs from the rules: exempt by a certificate until a time, or at a rate set by hand. */
export const setExemption: Command<z.output<typeof ExemptionSet>, Account, Standing> = (books, exemption) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  const account = { ...found.value, exemption };
  books.putAccount(account);
  return ok(account);
};
