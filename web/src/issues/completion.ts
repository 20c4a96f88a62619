import { KEYS, meaningOf } from "../../../workers/errors/search/key.ts";
import { type Condition, LEVELS, STATES } from "../../../workers/errors/search/term.ts";
import { printPattern } from "../../../workers/errors/search/value.ts";
import { likeness } from "../shell/lookup.ts";

/** What can be completed at the caret, and which part of the text a completion takes the place of. */
export type Place =
  | { kind: "key"; typed: string; start: number; end: number }
  | { kind: "value"; key: string; typed: string; start: number; end: number; inList: boolean };

/** One line of the list: what it puts into the text, and what it says. */
export interface Completion {
  text: string;
  title: string;
  says: string;
  /** More is to be typed behind it: a key's value. */
  open: boolean;
}

/** What the server knows of, for completing. */
export interface Known {
  tagKeys: readonly string[];
  values: readonly string[];
  projects: readonly { slug: string; name: string }[];
  people: readonly { name: string; email: string }[];
}

const VALUE = /(?:^|\s)!?(?:tags\[([^\]]*)\]|([\w.-]+)):(\[(?:[^\]]*,\s*)?)?("?)([^"\s,\]]*|(?<=")[^"]*)$/;
const KEY = /(?:^|\s)!?([\w.-]*)$/;
const SHOWN_MAX = 12;

const STATE_WORDS: Record<(typeof STATES)[number], string> = {
  unresolved: "open, whatever became of it",
  resolved: "fixed",
  ignored: "archived",
  assigned: "somebody's",
  unassigned: "nobody's",
  new: "first seen within 7 days",
  regressed: "resolved, and came back",
  escalating: "ignored, and came back",
  ongoing: "open, neither new nor back",
  for_review: "new or back",
  unhandled: "no code caught it",
};
const TIMES: readonly [string, string][] = [
  ["-1h", "within the last hour"],
  ["-24h", "within the last 24 hours"],
  ["-7d", "within the last 7 days"],
  ["-30d", "within the last 30 days"],
  ["+7d", "more than 7 days ago"],
  ["+30d", "more than 30 days ago"],
];
const COUNTS: readonly [string, string][] = [
  [">10", "more than 10"],
  [">100", "more than 100"],
  [">1000", "more than 1,000"],
];

/** What stands before the caret, as far as it can be completed; null within a phrase or between quotes. */
export function placeAt(text: string, caret: number): Place | null {
  const before = text.slice(0, caret);
  const value = VALUE.exec(before);
  if (value !== null) {
    const [, tag, plain = "", list, quote = "", typed = ""] = value;
    const start = caret - typed.length - quote.length;
    const end = quote && text[caret] === '"' ? caret + 1 : caret;
    return { kind: "value", key: tag ?? plain, typed, start, end, inList: list !== undefined };
  }
  // An odd number of quotes before the caret: it stands in a phrase.
  if ((before.match(/"/g) ?? []).length % 2 === 1) return null;
  const key = KEY.exec(before);
  if (key === null) return null;
  const typed = key[1] ?? "";
  return { kind: "key", typed, start: caret - typed.length, end: caret };
}

/** The tag whose values complete a place; null when they are not a tag's. */
export function tagAt(place: Place | null): string | null {
  if (place?.kind !== "value") return null;
  const meaning = meaningOf(place.key);
  if (meaning === undefined) return place.key;
  return meaning.kind === "tag" && meaning.prefix === "" ? meaning.tag : null;
}

/** The completions of a place, best first. */
export function completionsAt(place: Place, known: Known): Completion[] {
  const all = place.kind === "key" ? keys(known) : values(place.key, known);
  // What stands there is whole already.
  if (all.some(({ title }) => title === place.typed))
    return place.kind === "key" ? all.filter(({ title }) => title === place.typed) : [];
  return all
    .map((one) => ({ one, fit: fitOf(one, place.typed) }))
    .filter(({ fit }) => fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, SHOWN_MAX)
    .map(({ one }) => one);
}

/** The text with a completion in its place, and where the caret goes. */
export function complete(text: string, place: Place, { text: by, open }: Completion): { text: string; caret: number } {
  const behind = text.slice(place.end);
  const ends = !open && !(place.kind === "value" && place.inList) && !/^\s/.test(behind);
  const put = `${text.slice(0, place.start)}${by}${ends ? " " : ""}`;
  return { text: put + behind, caret: put.length };
}

function keys({ tagKeys }: Known): Completion[] {
  const named = KEYS.map(({ name, says }) => ({ text: `${name}:`, title: name, says, open: true }));
  const tags = tagKeys
    .filter((key) => meaningOf(key) === undefined)
    .map((key) => ({ ...tagKey(key), says: "tag", open: true }));
  return [...named, ...tags];
}

/** How well a completion fits: its own words before those that explain it. */
const fitOf = ({ title, text, says }: Completion, typed: string): number =>
  Math.max(likeness(title, typed), likeness(text, typed), likeness(says, typed) / 2);

const tagKey = (key: string) => ({ text: /^[\w.-]+$/.test(key) ? `${key}:` : `tags["${key}"]:`, title: key });

function values(key: string, known: Known): Completion[] {
  const meaning = meaningOf(key);
  const plain = (pairs: readonly (readonly [string, string])[]) =>
    pairs.map(([text, says]) => ({ text: printPattern([text]), title: text, says, open: false }));
  switch (meaning?.kind) {
    case "is":
      return plain(STATES.map((state) => [state, STATE_WORDS[state]]));
    case "level":
      return plain(LEVELS.map((level) => [level, ""]));
    case "has":
      return plain(known.tagKeys.map((tag) => [tag, ""]));
    case "flag":
      return plain([
        ["true", ""],
        ["false", ""],
      ]);
    case "time":
      return plain(TIMES);
    case "count":
      return plain(COUNTS);
    case "name":
      return plain(names(meaning.field, known));
    case "text":
      return [];
    default: {
      const found = known.values.map((value) => [value, ""] as const);
      return plain(key.toLowerCase() === "release" ? [["latest", "the newest of each project"], ...found] : found);
    }
  }
}

function names(
  field: Extract<Condition, { kind: "name" }>["field"],
  { projects, people }: Known,
): (readonly [string, string])[] {
  if (field === "project") return projects.map(({ slug, name }) => [slug, name]);
  if (field === "issue") return [];
  const nobody = field === "assigned" ? [["none", "nobody's"] as const] : [];
  return [["me", "yours"], ...nobody, ...people.map(({ name, email }) => [email, name] as const)];
}
