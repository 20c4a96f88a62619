import type { KeyedHash } from "../person/keyed-hash.ts";
import { folded, numberKey, searchKey, wordsOf } from "./search-key.ts";

/** Characters of a search at most; what is longer names nothing. */
export const SEARCH_CHARS_MAX = 200;
const WORDS_MAX = 8;
const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/;

/** What is looked up for a search: an id, an expression over whole keys, one over the beginnings of a name's words, an invoice's number. */
export interface SearchQuery {
  id: string | null;
  keys: string | null;
  names: string | null;
  /** As the list of invoices has it (`numberKey`). */
  number: string | null;
}

/** Reads what somebody typed. Nothing of it is an operator, so that whatever is pasted finds what it is. */
export function searchQuery(typed: string, hash: KeyedHash): SearchQuery {
  const text = folded(typed).slice(0, SEARCH_CHARS_MAX);
  if (text === "") return { id: null, keys: null, names: null, number: null };
  if (UUID.test(text)) return { id: dashed(text), keys: null, names: null, number: null };
  const words = wordsOf(text).slice(0, WORDS_MAX);
  const names = words.length === 0 || text.includes("@") ? null : words.map((word) => `${word}*`).join(" ");
  const number = /[\s@]/.test(text) ? null : numberKey(text);
  return { id: null, keys: keysFor(text, words, hash), names, number };
}

function keysFor(text: string, words: string[], hash: KeyedHash): string {
  const key = (kind: Parameters<typeof searchKey>[0], value = text) => searchKey(kind, value, hash);
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return key("mail");
  if (text.startsWith("@")) return key("domain", text.slice(1));
  if (/^(#|tag:)/.test(text)) return key("tag", text.replace(/^(#|tag:)/, ""));
  const owners = words.map((word) => key("owner", word)).join(" AND ");
  const whole = [key("name"), ...(owners === "" ? [] : [`(${owners})`])];
  if (!/\s/.test(text)) whole.push(key("invoice"), key("external"), key("tag"), key("domain"));
  if (/^\d{4}$/.test(text)) whole.push(key("card"));
  return whole.join(" OR ");
}

const dashed = (text: string): string =>
  text.replaceAll("-", "").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
