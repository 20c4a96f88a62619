import * as z from "zod";
import { Email } from "../identity/input.ts";
import { isWebUrl, URL_CHARS_MAX } from "../outbound/web-url.ts";

/** Receivers of the company, and addresses of one that is mailed. */
export const RECEIVERS_MAX = 100;
export const RECEIVER_NAME_CHARS_MAX = 100;
export const ADDRESSES_MAX = 50;

const name = z.string().trim().min(1).max(RECEIVER_NAME_CHARS_MAX);

const addresses = z
  .array(Email)
  .min(1, "An address is needed.")
  .max(ADDRESSES_MAX)
  .transform((list) => [...new Set(list)]);

const url = z
  .string()
  .trim()
  .max(URL_CHARS_MAX)
  .refine(isWebUrl, "Not an http or https URL without user name and password.");

/** What makes a receiver. */
export const newReceiver = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("mail"), name, addresses }),
  z.strictObject({ kind: z.literal("slack"), name, url }),
  z.strictObject({ kind: z.literal("webhook"), name, url }),
]);

/** What may change of a receiver: its name, and its addresses or URL as its kind has. */
export const receiverChange = z
  .strictObject({ name: name.optional(), addresses: addresses.optional(), url: url.optional() })
  .refine((change) => Object.keys(change).length > 0, "Nothing to change is named.");

export type NewReceiver = z.infer<typeof newReceiver>;
export type ReceiverChange = z.infer<typeof receiverChange>;
