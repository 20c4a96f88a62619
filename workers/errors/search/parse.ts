import type { Level } from "../event/event.ts";
import { type Meaning, meaningOf } from "./key.ts";
import { readTime } from "./moment.ts";
import { type RawTerm, scanTerm, skipBlanks } from "./scan.ts";
import {
  COMPARISONS,
  type Condition,
  LEVELS,
  type Pattern,
  type Search,
  type SearchError,
  STATES,
  type State,
} from "./term.ts";
import { literalOf, readPattern, type Written } from "./value.ts";

/** Characters of a search text. */
export const QUERY_MAX = 500;
/** Terms of a search. */
export const TERMS_MAX = 20;
/** Stars in one value. */
export const STARS_MAX = 5;
/** Values of a search, each part between stars counted by itself: as many as fit into one statement of D1. */
export const VALUES_MAX = 60;

const STATE_ALIASES: Readonly<Record<string, State>> = { archived: "ignored", muted: "ignored" };
const FLAGS: Readonly<Record<string, boolean>> = { true: true, yes: true, 1: true, false: false, no: false, 0: false };

/** What was read of a term; `opposite` when its key states the contrary of the condition. */
interface Read {
  is: Condition;
  opposite?: boolean;
}

/**
 * Reads a search in Sentry's language: words, `key:value`, `!key:value`, `has:key`, `key:[a,b]`, stars, quotes. Never
 * fails: what cannot be read is an error with its place, and the rest is read on.
 */
export function parseSearch(text: string): Search {
  if (text.length > QUERY_MAX) {
    const words = `A search has ${QUERY_MAX} characters at most.`;
    return { terms: [], errors: [{ words, start: QUERY_MAX, end: text.length }] };
  }
  const search: Search = { terms: [], errors: [] };
  let values = 0;
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const raw = scanTerm(text, at, (key) => meaningOf(key) !== undefined);
    if ("words" in raw) {
      search.errors.push(raw);
      at = Math.max(raw.end, at + 1);
      continue;
    }
    at = raw.end;
    const read = readTerm(raw);
    if ("words" in read) {
      search.errors.push(read);
      continue;
    }
    const { start, end } = raw;
    const patterns = patternsOf(read.is);
    values += patterns.reduce((sum, pattern) => sum + pattern.length, 0);
    if (patterns.some((pattern) => pattern.length > STARS_MAX + 1)) {
      search.errors.push({ start, end, words: `A value has ${STARS_MAX} stars at most.` });
    } else if (search.terms.length === TERMS_MAX || values > VALUES_MAX) {
      const words = `A search has ${TERMS_MAX} terms with ${VALUES_MAX} values at most.`;
      search.errors.push({ start, end: text.length, words });
      break;
    } else {
      search.terms.push({ ...read.is, negated: raw.negated !== (read.opposite ?? false), start, end });
    }
  }
  return search;
}

function patternsOf(condition: Condition): readonly Pattern[] {
  switch (condition.kind) {
    case "words":
      return [condition.pattern];
    case "text":
    case "tag":
      return condition.values;
    case "name":
      return condition.values.map((value) => [value]);
    default:
      return [];
  }
}

function readTerm(raw: RawTerm): Read | SearchError {
  const { key, explicit, values } = raw;
  const [first] = values;
  if (first === undefined) return { start: raw.start, end: raw.end, words: "A value is missing." };
  if (key === null) return readWords(first);
  const meaning: Meaning = (explicit ? undefined : meaningOf(key)) ?? { kind: "tag", tag: key, prefix: "" };
  if (raw.list && !LISTED.has(meaning.kind))
    return { start: first.start - 1, end: raw.end, words: `After "${key}:" stands one value, not a list.` };
  return readMeaning(meaning, first, values);
}

const LISTED: ReadonlySet<Meaning["kind"]> = new Set(["level", "text", "name", "tag"]);

function readMeaning(meaning: Meaning, first: Written, values: readonly Written[]): Read | SearchError {
  switch (meaning.kind) {
    case "is":
      return readState(first);
    case "has":
      return readHas(first);
    case "level":
      return all(values, readLevel, (levels) => ({ kind: "level", levels }));
    case "flag":
      return readFlag(first, meaning.unhandled);
    case "count":
      return readCount(first, meaning.field);
    case "time": {
      const time = readTime(first.text, meaning.age);
      if (time === null) return refuse(first, "is no time; -24h, +2d, 2026-01-31 and >2026-01-31 are.");
      return { is: { kind: "time", field: meaning.field, ...time } };
    }
    case "text":
      return { is: { kind: "text", field: meaning.field, values: values.map(({ text }) => readPattern(text)) } };
    case "name":
      return all(values, readName, (names) => ({ kind: "name", field: meaning.field, values: names }));
    case "tag":
      return { is: { kind: "tag", tag: meaning.tag, values: values.map(({ text }) => after(meaning.prefix, text)) } };
  }
}

function readWords(value: Written): Read | SearchError {
  if (!value.quoted && (value.text === "AND" || value.text === "OR"))
    return refuse(value, 'does not join terms: they are always joined by "and". In quotes it is a word.');
  return { is: { kind: "words", pattern: readPattern(value.text) } };
}

function readState(value: Written): Read | SearchError {
  const name = value.text.toLowerCase();
  // No state of the issue's, but Sentry's users know it as one.
  if (name === "bookmarked") return { is: { kind: "name", field: "bookmarks", values: ["me"] } };
  const alias = Object.hasOwn(STATE_ALIASES, name) ? STATE_ALIASES[name] : undefined;
  const state = STATES.find((one) => one === name) ?? alias;
  return state === undefined ? refuse(value, `is no state; ${STATES.join(", ")} are.`) : { is: { kind: "is", state } };
}

function readLevel(value: Written): Level | SearchError {
  const level = LEVELS.find((one) => one === value.text.toLowerCase());
  return level ?? refuse(value, `is no level; ${LEVELS.join(", ")} are.`);
}

function readFlag(value: Written, unhandled: boolean): Read | SearchError {
  const name = value.text.toLowerCase();
  const flag = Object.hasOwn(FLAGS, name) ? FLAGS[name] : undefined;
  if (flag === undefined) return refuse(value, "is neither true nor false.");
  return { is: { kind: "is", state: "unhandled" }, opposite: flag !== unhandled };
}

function readCount(value: Written, field: "timesSeen" | "users"): Read | SearchError {
  const [, written = "", digits] = /^(\D*)(\d{1,12})$/.exec(value.text) ?? [];
  const comparison = COMPARISONS.find((one) => one === (written || "="));
  if (digits === undefined || comparison === undefined) return refuse(value, "is no number; 10, >10 and <=10 are.");
  return { is: { kind: "count", field, comparison, value: Number(digits) } };
}

function readName(value: Written): string | SearchError {
  return literalOf(readPattern(value.text)) ?? refuse(value, "is matched whole: a star stands for nothing here.");
}

function readHas(value: Written): Read | SearchError {
  const [, quotedTag, plainTag] = /^tags\[(?:"([^"\]]+)"|([^\]\s"]+))\]$/.exec(value.text) ?? [];
  const explicit = quotedTag ?? plainTag;
  const meaning = explicit === undefined ? meaningOf(value.text) : undefined;
  if (meaning === undefined) return { is: { kind: "has", tag: explicit ?? value.text } };
  if (meaning.kind === "tag" && meaning.prefix === "") return { is: { kind: "has", tag: meaning.tag } };
  if (meaning.kind === "tag") return { is: { kind: "tag", tag: meaning.tag, values: [[meaning.prefix, ""]] } };
  if (meaning.kind === "name" && meaning.field === "assigned") return { is: { kind: "is", state: "assigned" } };
  return refuse(value, "is something that every issue has.");
}

/** Reads each value; the first that cannot be read is the answer. */
function all<Value extends string>(
  values: readonly Written[],
  read: (value: Written) => Value | SearchError,
  condition: (values: Value[]) => Condition,
): Read | SearchError {
  const results = values.map(read);
  const refused = results.find((result) => typeof result !== "string");
  return refused ?? { is: condition(results.filter((result) => typeof result === "string")) };
}

function after(prefix: string, text: string): Pattern {
  const [first = "", ...others] = readPattern(text);
  return [prefix + first, ...others];
}

const refuse = ({ text, start, end }: Written, why: string): SearchError => ({ start, end, words: `"${text}" ${why}` });
