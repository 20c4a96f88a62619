import { hashText } from "../../../kit/text-hash.ts";
import type { KeyedHash } from "../person/keyed-hash.ts";

/**
 * What accounts are found by as a whole: owner's words and mails (as keyed hashes), domains of mails, invoice numbers,
 * last four digits of cards, external ids, tags, and the whole name. A key is one word of letters and digits.
 */
export type KeyKind = "owner" | "mail" | "domain" | "invoice" | "card" | "external" | "tag" | "name";

const LETTER: Record<KeyKind, string> = {
  owner: "o",
  mail: "m",
  domain: "d",
  invoice: "i",
  card: "c",
  external: "x",
  tag: "t",
  name: "n",
};

const PLAIN = /^[a-z0-9]{1,60}$/;
const SECRET = new Set<KeyKind>(["owner", "mail"]);

/** Letters and digits as search compares them: lower case, without accents. */
export const folded = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** The words of a text, as search compares them. */
export const wordsOf = (text: string): string[] =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The key of a value of a kind. What people may write with or without dashes is the same key. */
export function searchKey(kind: KeyKind, value: string, hash: KeyedHash): string {
  const text = folded(value);
  if (SECRET.has(kind)) return LETTER[kind] + hash(`${kind}:${text}`);
  const plain = undashed(text);
  return LETTER[kind] + (PLAIN.test(plain) ? plain : `zz${hashText(text).toString(36)}`);
}

/** What people may write or leave out. */
const undashed = (text: string): string => text.replace(/[\s._:/#-]/g, "");

/** What an invoice's number is found by in the list of invoices. */
export const numberKey = (number: string): string => undashed(folded(number));

/** The domain of a mail address; empty when it has none. */
export const domainOf = (mail: string): string => folded(mail).split("@")[1] ?? "";
