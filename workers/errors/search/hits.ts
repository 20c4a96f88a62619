import { MAX_ISSUES_PER_PROJECT } from "../issue/issue-id.ts";
import type { IssueStatus } from "../view.ts";
import type { Bind } from "./bindings.ts";
import {
  COUNTS,
  idsOf,
  isInProject,
  isLatest,
  isPersonal,
  issuesSql,
  markedSql,
  NAMES,
  type Setting,
  TIMES,
  timeSql,
} from "./compile.ts";
import { allOf, fullTextOf, isExact } from "./full-text.ts";
import { boundsOf } from "./moment.ts";
import { anyMatchSql, oneOf } from "./pattern-match.ts";
import { LEVELS, NEW_FOR_MS, type State, type Term } from "./term.ts";
import { literalOf } from "./value.ts";

/** A way to begin with the issues that an index finds for some terms, which is quick when they are few. */
export interface Hits {
  /** A query for their ids, named `hit`, each once. */
  sql: (bind: Bind) => string;
  /** Terms that need no further look at an issue which it finds. */
  settled: ReadonlySet<Term>;
  /** However many they are, looking an issue up among them is quicker than looking at its texts. */
  joined?: true;
}

const STRIDE = MAX_ISSUES_PER_PROJECT + 1;
const LATEST = `select issue_id as hit from project cross join issue_tag on key = 'release' and value = latest_release
  and issue_id > project.id * ${STRIDE} and issue_id < (project.id + 1) * ${STRIDE}`;

/** Every way to begin with an index; none when no term has one. */
export function hitsOf(terms: readonly Term[], setting: Setting, statuses: readonly IssueStatus[]): Hits[] {
  const hits: Hits[] = [];
  const positive = terms.filter((term) => !term.negated);
  // The full-text index joins its matches by itself, faster than rows could be looked at.
  const texts = positive.filter((term) => fullTextOf(term) !== null && !isShortId(term, setting));
  if (texts.length > 0) {
    const match = allOf(texts);
    const sql = (bind: Bind) => `select rowid as hit from issue_search where issue_search match ${bind(match)}`;
    hits.push({ sql, settled: new Set(texts.filter(isExact)), joined: true });
  }
  for (const term of positive) {
    if (termSql(term, setting, statuses, String) === null) continue;
    // It is not null, as it just was not.
    const sql = (bind: Bind) => termSql(term, setting, statuses, bind) ?? "";
    hits.push({ sql, settled: new Set(isWhole(term) ? [term] : []) });
  }
  return hits;
}

/** States that have more to them than their index tells are looked at once more. */
const isWhole = (term: Term): boolean => term.kind !== "is" || term.state === "assigned" || term.state === "unhandled";

const isShortId = (term: Term, { names }: Setting): boolean =>
  term.kind === "words" && (names.issue.get(term.pattern.join("*")) ?? []).length > 0;

function termSql(term: Term, setting: Setting, statuses: readonly IssueStatus[], bind: Bind): string | null {
  const from = (condition: string) => `select id as hit from issue where ${condition}`;
  switch (term.kind) {
    case "words":
    case "text":
      return null;
    case "is":
      return stateSql(term.state, setting.nowMs, bind);
    case "level":
      return from(`level in ${oneOf(term.levels, bind)}`);
    case "name": {
      const ids = idsOf(term, setting.names);
      if (term.field === "issue") return from(`id in ${issuesSql(ids, bind)}`);
      if (isPersonal(term.field)) return markedSql(term.field, ids, bind);
      const known = ids.filter((id) => id !== null);
      if (isInProject(term, setting) || known.length < ids.length) return null;
      return from(`${NAMES[term.field]} in ${oneOf(known, bind)}`);
    }
    case "count":
      return from(
        `status in ${oneOf(statuses, bind)} and ${COUNTS[term.field]} ${term.comparison} ${bind(term.value)}`,
      );
    case "time": {
      const bounds = boundsOf(term.moment, setting.nowMs);
      return from(
        `status in ${oneOf(statuses, bind)} and ${timeSql(TIMES[term.field], term.comparison, bounds, bind)}`,
      );
    }
    case "tag": {
      const [first = [], ...others] = term.values;
      if (isLatest(term)) return others.length === 0 ? LATEST : null;
      const [key, literal] = [bind(term.tag), others.length === 0 ? literalOf(first) : null];
      if (literal !== null)
        return `select issue_id as hit from issue_tag where key = ${key} and value = ${bind(literal)}`;
      // Each value stands in one row of `tag_value`, however many issues have it.
      return `select distinct issue_id as hit from tag_value cross join issue_tag using (key, value)
        where tag_value.key = ${key} and ${anyMatchSql("tag_value.value", term.values, bind)}`;
    }
    case "has":
      return `select issue_id as hit from issue_key where key = ${bind(term.tag)}`;
  }
}

function stateSql(state: State, nowMs: number, bind: Bind): string | null {
  const young = () =>
    `select id as hit from issue where status = 'unresolved' and first_seen_ms > ${bind(nowMs - NEW_FOR_MS)}`;
  const marked = (column: "regressed" | "escalating") => `select id as hit from issue where ${column} = 1`;
  switch (state) {
    case "assigned":
      return "select id as hit from issue where assignee is not null";
    case "unhandled":
      return `select id as hit from issue where level in ${oneOf(LEVELS, bind)} and unhandled = 1`;
    case "regressed":
    case "escalating":
      return marked(state);
    case "new":
      return young();
    case "for_review":
      return `${young()} union ${marked("regressed")} union ${marked("escalating")}`;
    default:
      return null;
  }
}
