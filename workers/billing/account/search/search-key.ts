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
  const plain = text.replace(/[\s._:/#-]/g, "");
  return LETTER[kind] + (PLAIN.test(plain) ? plain : `_${hashText(text).toString(36)}`.replace("_", "zz"));
}

/** The domain of a mail address; empty when it has none. */
export const domainOf = (mail: string): string => folded(mail).split("@")[1] ?? "";
