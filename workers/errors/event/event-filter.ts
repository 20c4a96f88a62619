import { fail, ok, type Result } from "../../kit/result.ts";
import type { Level } from "./event.ts";

/** Which events of a list are wanted: what their rows tell. Absent: all. */
export interface EventFilter {
  environments?: string[];
  releases?: string[];
  levels?: string[];
  /** What lists show of the user. */
  users?: string[];
  /** In the title, in any case. */
  text?: string;
  fromMs?: number;
  toMs?: number;
}

/** Characters of a query for events. */
export const EVENT_QUERY_MAX = 400;

const LEVELS: readonly Level[] = ["fatal", "error", "warning", "info", "debug"];
const TOKEN = /(?:([\w.]+):)?(?:"([^"]*)"|(\S+))/g;
const FIELDS = {
  environment: "environments",
  release: "releases",
  level: "levels",
  user: "users",
  "user.id": "users",
  "user.email": "users",
} as const;

/** Reads a query for events: words of the title, and `environment:`, `release:`, `level:` and `user:`. What it cannot answer is refused. */
export function readEventFilter(query: string): Result<EventFilter, "bad-query"> {
  if (query.length > EVENT_QUERY_MAX) return fail("bad-query", `A query has ${EVENT_QUERY_MAX} characters at most.`);
  const filter: EventFilter = {};
  const words: string[] = [];
  for (const [, key, quoted, plain = ""] of query.matchAll(TOKEN)) {
    const value = quoted ?? plain;
    if (key === undefined) words.push(value);
    else if (!isField(key))
      return fail("bad-query", `Events are not searched by "${key}"; ${Object.keys(FIELDS).join(", ")} are.`);
    else if (key === "level" && !LEVELS.some((level) => level === value)) {
      return fail("bad-query", `"${value}" is no level; levels are ${LEVELS.join(", ")}.`);
    } else filter[FIELDS[key]] = [...(filter[FIELDS[key]] ?? []), value];
  }
  if (words.length > 0) filter.text = words.join(" ");
  return ok(filter);
}

const isField = (key: string): key is keyof typeof FIELDS => Object.hasOwn(FIELDS, key);
