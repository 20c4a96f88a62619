import * as z from "zod";
import type { Address } from "../../invoice/invoice.ts";
import { NAME_LENGTH_MAX } from "../limits.ts";

/** Letters of a mail address at most (RFC 5321). */
export const MAIL_LENGTH_MAX = 254;

/** What is known of a person beside their part in the account: kept sealed, masked wherever nobody asked for it. */
export const Personal = z.strictObject({
  name: z.string().trim().min(1, "A name is needed.").max(NAME_LENGTH_MAX),
  mail: z.email("This is no mail address.").max(MAIL_LENGTH_MAX),
});

export type Personal = z.output<typeof Personal>;

/** A mail address as it is compared: by its letters, accents included, as another accent is another mailbox. */
export const comparedMail = (mail: string): string => mail.trim().toLowerCase();

/** What stands where a name was erased. */
export const ERASED = "erased";

/** A name as lists show it: the first letter of each word. */
export const maskedName = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `${[...word][0]}***`)
    .join(" ");

/** A registration such as a VAT id, where nobody may read it: its country and how long it is. */
export const maskedNumber = (number: string): string =>
  `${number.slice(0, 2)}${"*".repeat(Math.max(0, number.length - 2))}`;

/** An address of which only the region is read: tax is decided by that. */
export const maskedAddress = (address: Address): Address => ({
  ...address,
  ...{ line1: masked(address.line1), line2: masked(address.line2), city: masked(address.city) },
  postalCode: masked(address.postalCode),
});

const masked = (text: string): string => (text === "" ? "" : "***");

/** A mail address as lists show it: `j***@d***`. */
export function maskedMail(mail: string): string {
  const [local = "", domain = ""] = mail.split("@");
  return `${[...local][0] ?? ""}***@${[...domain][0] ?? ""}***`;
}
