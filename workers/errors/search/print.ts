import { meaningOf } from "./key.ts";
import { printTime } from "./moment.ts";
import type { Condition, Pattern, Term } from "./term.ts";
import { printPattern } from "./value.ts";

const PLAIN_TAG = /^[\w.-]+$/;
const PLAIN_WORD = /^[^\s"!:[\]\\]+$/;

/** A search as text: what `parseSearch` reads as the same terms. */
export const printSearch = (terms: readonly (Condition & { negated: boolean })[]): string =>
  terms.map(printTerm).join(" ");

/** One term as text. */
export function printTerm(term: Condition & Pick<Term, "negated">): string {
  return `${term.negated ? "!" : ""}${printCondition(term)}`;
}

function printCondition(term: Condition): string {
  switch (term.kind) {
    case "words":
      return printWords(term.pattern);
    case "is":
      return `is:${term.state}`;
    case "level":
      return `level:${listed(term.levels)}`;
    case "text":
      return `${term.field}:${listed(term.values.map(printPattern))}`;
    case "name":
      return `${term.field}:${listed(term.values.map((value) => printPattern([value])))}`;
    case "count":
      return `${term.field}:${term.comparison === "=" ? "" : term.comparison}${term.value}`;
    case "time":
      return `${term.field}:${printTime(term)}`;
    case "tag":
      return `${printTag(term.tag)}:${listed(term.values.map(printPattern))}`;
    case "has":
      return `has:${printHas(term.tag)}`;
  }
}

function printWords(pattern: Pattern): string {
  const text = printPattern(pattern);
  const plain = text.startsWith('"') || (PLAIN_WORD.test(text) && text !== "AND" && text !== "OR");
  return plain ? text : `"${text}"`;
}

/** A tag's name as a key; `tags[name]` where the name alone would mean something else or could not be read. */
function printTag(tag: string): string {
  const meaning = meaningOf(tag);
  const plain = meaning === undefined || (meaning.kind === "tag" && meaning.tag === tag && meaning.prefix === "");
  if (plain && PLAIN_TAG.test(tag)) return tag;
  return /[\]\s"]/.test(tag) ? `tags["${tag}"]` : `tags[${tag}]`;
}

function printHas(tag: string): string {
  const printed = printTag(tag);
  return /[\s"]/.test(printed) ? `"${printed.replace(/["\\]/g, "\\$&")}"` : printed;
}

const listed = (values: readonly string[]): string =>
  values.length === 1 ? (values[0] ?? "") : `[${values.join(",")}]`;
