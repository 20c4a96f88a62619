import type { IssueStatus } from "../view.ts";
import type { Bind } from "./bindings.ts";
import type { Setting } from "./compile.ts";
import { type Hits, hitsOf } from "./hits.ts";
import { oneOf } from "./pattern-match.ts";
import type { Term } from "./term.ts";

/** Sets that one compound of SELECTs may have in D1. */
const SETS_MAX = 5;

/**
 * What several terms leave when each has many hits: the hits that positive terms share, without those of negated ones.
 * Indexes give them in the order of their ids, so that SQLite merges them in one pass. Null where there is one set only.
 */
export function mergedHits(terms: readonly Term[], setting: Setting, statuses: readonly IssueStatus[]): Hits | null {
  const shared = hitsOf(terms, setting, statuses);
  const gone = terms
    .filter((term) => term.negated)
    .flatMap((term) => {
      const positive = { ...term, negated: false };
      const whole = hitsOf([positive], setting, statuses).filter((way) => way.settled.has(positive));
      return whole.map((way) => ({ ...way, settled: new Set([term]) }));
    });
  if (shared.length === 0) shared.push(everything(statuses));
  const sets = [...shared, ...gone].slice(0, SETS_MAX);
  if (sets.length < 2) return null;
  const joinOf = (at: number) => (at === 0 ? "" : at < shared.length ? " intersect " : " except ");
  const sql = (bind: Bind) =>
    `${sets.map((set, at) => `${joinOf(at)}select hit from (${set.sql(bind)})`).join("")} order by 1`;
  return { sql, settled: new Set(sets.flatMap((set) => [...set.settled])) };
}

/** Of one status an index has the issues in the order of their ids, so that nothing is sorted. */
const everything = (statuses: readonly IssueStatus[]): Hits => ({
  sql: (bind) => {
    const [first = "unresolved", ...others] = statuses;
    const fits = others.length === 0 ? `= ${bind(first)}` : `in ${oneOf(statuses, bind)}`;
    return `select id as hit from issue where status ${fits}`;
  },
  settled: new Set(),
});
