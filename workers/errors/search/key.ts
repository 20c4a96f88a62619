import type { CountField, NameField, TextField, TimeField } from "./term.ts";

/** The tag by which an app says whose an event is: the id of the customer's account. */
export const ACCOUNT_TAG = "account";

/** What a key of the language leads to. */
export type Meaning =
  | { kind: "is" | "has" | "level" }
  | { kind: "text"; field: TextField }
  | { kind: "name"; field: NameField }
  | { kind: "count"; field: CountField }
  /** `age` counts back from now: more of it is earlier. */
  | { kind: "time"; field: TimeField; age: boolean }
  /** `handled` and `unhandled` are one fact from two sides. */
  | { kind: "flag"; unhandled: boolean }
  /** `prefix` stands before each value in the tag. */
  | { kind: "tag"; tag: string; prefix: string };

/** Keys that are not simply a tag's name, and what they are for, in words. */
export const KEYS: readonly { name: string; says: string; meaning: Meaning }[] = [
  { name: "is", says: "state of the issue", meaning: { kind: "is" } },
  { name: "assigned", says: "me, none, a mail address or a name", meaning: { kind: "name", field: "assigned" } },
  {
    name: "bookmarks",
    says: "me, a mail address or a name: who bookmarked it",
    meaning: { kind: "name", field: "bookmarks" },
  },
  {
    name: "subscribed",
    says: "me, a mail address or a name: who follows it",
    meaning: { kind: "name", field: "subscribed" },
  },
  { name: "level", says: "fatal, error, warning, info, debug", meaning: { kind: "level" } },
  { name: "project", says: "slug of a project", meaning: { kind: "name", field: "project" } },
  { name: "release", says: "seen in a release, or the latest", meaning: tag("release") },
  { name: "environment", says: "seen in an environment", meaning: tag("environment") },
  {
    name: "age",
    says: "first seen within -24h, or before +2d",
    meaning: { kind: "time", field: "firstSeen", age: true },
  },
  {
    name: "firstSeen",
    says: "-24h, +2d, >2026-01-31",
    meaning: { kind: "time", field: "firstSeen", age: false },
  },
  { name: "lastSeen", says: "-24h, +2d, >2026-01-31", meaning: { kind: "time", field: "lastSeen", age: false } },
  { name: "timesSeen", says: "number of events, >100", meaning: { kind: "count", field: "timesSeen" } },
  { name: "users", says: "number of users, >=10", meaning: { kind: "count", field: "users" } },
  { name: "error.type", says: "type of any exception of the chain", meaning: tag("error.type") },
  { name: "error.value", says: "the exception's own words", meaning: { kind: "text", field: "error.value" } },
  { name: "error.unhandled", says: "true or false", meaning: { kind: "flag", unhandled: true } },
  { name: "error.handled", says: "true or false", meaning: { kind: "flag", unhandled: false } },
  { name: "error.mechanism", says: "what caught the error", meaning: tag("mechanism") },
  { name: "title", says: "the whole title, or parts with *", meaning: { kind: "text", field: "title" } },
  { name: "message", says: "words in title or message", meaning: { kind: "text", field: "message" } },
  { name: "culprit", says: "where it happens", meaning: { kind: "text", field: "culprit" } },
  { name: "transaction", says: "name of the transaction", meaning: tag("transaction") },
  { name: "platform", says: "python, javascript", meaning: tag("platform") },
  { name: "issue", says: "a short id", meaning: { kind: "name", field: "issue" } },
  { name: "user.id", says: "id of a user who met it", meaning: tag("user", "id:") },
  { name: "user.email", says: "mail address of a user who met it", meaning: tag("user.email") },
  { name: "user.username", says: "name of a user who met it", meaning: tag("user.username") },
  { name: "user.ip", says: "address of a user who met it", meaning: tag("user.ip") },
  { name: "has", says: "a tag that there must be", meaning: { kind: "has" } },
];

/** Sentry's other names for the same. */
const ALIASES: Readonly<Record<string, string>> = {
  assigned_to: "assigned",
  "project.name": "project",
  "project.id": "project",
  env: "environment",
  first_seen: "firstSeen",
  last_seen: "lastSeen",
  times_seen: "timesSeen",
  "issue.id": "issue",
  "platform.name": "platform",
  "user.ip_address": "user.ip",
};

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  ...KEYS.map(({ name, meaning }) => [name.toLowerCase(), meaning] as const),
  ...KEYS.flatMap(({ name, meaning }) =>
    Object.entries(ALIASES)
      .filter(([, of]) => of === name)
      .map(([alias]) => [alias, meaning] as const),
  ),
]);

/** What a key means, in any case; undefined when it is nothing but a tag's name. */
export const meaningOf = (key: string): Meaning | undefined => MEANINGS.get(key.toLowerCase());

function tag(name: string, prefix = ""): Meaning {
  return { kind: "tag", tag: name, prefix };
}
