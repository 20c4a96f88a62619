import { DAY_MS } from "../../kit/time.ts";
import type { Level } from "../event/event.ts";

/** Where something stands in a search text: from `start` up to `end`, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** What is wrong with a part of a search text, in a sentence. */
export interface SearchError extends Span {
  words: string;
}

/** A value in which stars stand for anything: the literal parts between the stars. One part is that value and no other. */
export type Pattern = readonly string[];

export const COMPARISONS = ["=", ">", ">=", "<", "<="] as const;
export type Comparison = (typeof COMPARISONS)[number];

export const LEVELS: readonly Level[] = ["fatal", "error", "warning", "info", "debug"];

/** Columns of an issue that are compared as text. All other text belongs to tags. */
export type TextField = "title" | "message" | "culprit" | "error.value";

/** Columns of an issue whose value is one of a list of names. */
export type NameField = "assigned" | "project" | "issue" | PersonalField;
/** Marks that people set for themselves; the value is whose. */
export type PersonalField = "bookmarks" | "subscribed";

export type CountField = "timesSeen" | "users";
export type TimeField = "firstSeen" | "lastSeen";

export const STATES = [
  "unresolved",
  "resolved",
  "ignored",
  "assigned",
  "unassigned",
  "new",
  "regressed",
  "escalating",
  "ongoing",
  "for_review",
  "unhandled",
] as const;
export type State = (typeof STATES)[number];

/** An issue is new for this long; Sentry's time. */
export const NEW_FOR_MS = 7 * DAY_MS;

export const AGE_UNITS = ["m", "h", "d", "w"] as const;

/** A moment: so long before now, or the span that a date names, from its first millisecond up to the next span's. */
export type Moment =
  | { kind: "ago"; amount: number; unit: (typeof AGE_UNITS)[number] }
  | { kind: "date"; text: string; fromMs: number; untilMs: number };

/** What one term asks for, apart from whether it is negated. */
export type Condition =
  /** Words that title, subtitle and culprit are searched for. */
  | { kind: "words"; pattern: Pattern }
  | { kind: "is"; state: State }
  | { kind: "level"; levels: Level[] }
  | { kind: "text"; field: TextField; values: Pattern[] }
  | { kind: "name"; field: NameField; values: string[] }
  | { kind: "count"; field: CountField; comparison: Comparison; value: number }
  | { kind: "time"; field: TimeField; comparison: Comparison; moment: Moment }
  | { kind: "tag"; tag: string; values: Pattern[] }
  | { kind: "has"; tag: string };

export type Term = Span & { negated: boolean } & Condition;

/** A search text as read. Terms are joined by "and"; what has an error is in no term. */
export interface Search {
  terms: Term[];
  errors: SearchError[];
}
