import type { IssueStatus } from "../view.ts";
import type { Bind } from "./bindings.ts";
import { boundsOf } from "./moment.ts";
import type { Names } from "./names.ts";
import { anyMatchSql, matchSql, oneOf } from "./pattern-match.ts";
import {
  type Comparison,
  type Condition,
  type NameField,
  NEW_FOR_MS,
  type PersonalField,
  type State,
  type Term,
} from "./term.ts";
import { literalOf } from "./value.ts";

/** What a search is compiled with. */
export interface Setting {
  names: Names;
  nowMs: number;
  /** The column that rows are walked along; conditions on any other one must not tempt SQLite to another index. */
  order: string;
}

const STATUSES: readonly IssueStatus[] = ["unresolved", "resolved", "ignored"];
/** States that only unresolved issues have. */
const UNRESOLVED_ONLY: ReadonlySet<State> = new Set(["new", "regressed", "escalating", "ongoing", "for_review"]);
const SUMMARY = "title || char(10) || subtitle || char(10) || culprit";
export const NAMES = { assigned: "assignee", project: "project_id" } as const;
const MARKS = { bookmarks: "bookmarked", subscribed: "subscribed" } as const;
export const COUNTS = { timesSeen: "events", users: "users" } as const;
export const TIMES = { firstSeen: "first_seen_ms", lastSeen: "last_seen_ms" } as const;

/** The statuses that issues which fit can have. */
export function statusesOf(terms: readonly Term[]): IssueStatus[] {
  return STATUSES.filter((status) =>
    terms.every((term) => {
      if (term.kind !== "is") return true;
      const wanted = UNRESOLVED_ONLY.has(term.state) ? "unresolved" : STATUSES.find((one) => one === term.state);
      if (wanted === undefined) return true;
      return term.negated ? UNRESOLVED_ONLY.has(term.state) || status !== wanted : status === wanted;
    }),
  );
}

/** SQL that is true for the rows of `issue` that fit a term; its status aside, which `statusesOf` tells. */
export function whereOf(term: Term, setting: Setting, bind: Bind): string | null {
  const condition = positive(term, setting, bind);
  if (condition === null) return null;
  return term.negated ? `not ifnull((${condition}), 0)` : `(${condition})`;
}

function positive(term: Term, { names, nowMs, order }: Setting, bind: Bind): string | null {
  // A plus keeps SQLite from using a column's index.
  const along = (column: string) => (column === order ? column : `+${column}`);
  switch (term.kind) {
    case "words": {
      const match = matchSql(SUMMARY, term.pattern, { anyCase: true, within: true }, bind);
      const [id] = names.issue.get(term.pattern.join("*")) ?? [];
      return id === undefined ? match : `issue.id in ${issuesSql([id], bind)} or ${match}`;
    }
    case "is":
      return stateSql(term, nowMs, bind);
    case "level":
      return `level in ${oneOf(term.levels, bind)}`;
    case "text":
      return term.values.map((value) => textSql(term.field, value, bind)).join(" or ");
    case "name":
      if (term.field === "issue") return `issue.id in ${issuesSql(idsOf(term, names), bind)}`;
      if (isPersonal(term.field)) return `issue.id in (${markedSql(term.field, idsOf(term, names), bind)})`;
      return nameSql(NAMES[term.field], idsOf(term, names), bind);
    case "count":
      return `${along(COUNTS[term.field])} ${term.comparison} ${bind(term.value)}`;
    case "time":
      return timeSql(along(TIMES[term.field]), term.comparison, boundsOf(term.moment, nowMs), bind);
    case "tag": {
      const wanted = `issue_id = issue.id and key = ${bind(term.tag)}`;
      const one = `exists (select 1 from issue_tag where ${wanted} and ${anyMatchSql("value", term.values, bind)})`;
      if (!isLatest(term)) return one;
      return `${one} or exists (select 1 from issue_tag where ${wanted}
        and value = (select latest_release from project where id = issue.project_id))`;
    }
    case "has":
      return `exists (select 1 from issue_key where key = ${bind(term.tag)} and issue_id = issue.id)`;
  }
}

function stateSql({ state, negated }: { state: State; negated: boolean }, nowMs: number, bind: Bind): string | null {
  const isNew = () => `+first_seen_ms > ${bind(nowMs - NEW_FOR_MS)}`;
  // Where it is negated, the other statuses fit too.
  const unresolved = negated ? "+status = 'unresolved' and " : "";
  const calm = "regressed = 0 and escalating = 0";
  switch (state) {
    case "unresolved":
    case "resolved":
    case "ignored":
      return null;
    case "assigned":
      return "assignee is not null";
    case "unassigned":
      return "assignee is null";
    case "unhandled":
      return "unhandled = 1";
    case "regressed":
    case "escalating":
      return `${unresolved}${state} = 1`;
    case "new":
      return `${unresolved}${calm} and ${isNew()}`;
    case "ongoing":
      return `${unresolved}${calm} and not ${isNew()}`;
    case "for_review":
      return `${unresolved}(regressed = 1 or escalating = 1 or ${isNew()})`;
  }
}

/** Fields are compared whole, in either case; a message is searched for words. */
function textSql(field: "title" | "message" | "culprit" | "error.value", value: readonly string[], bind: Bind): string {
  const manner = { anyCase: true, within: field === "message" };
  const column = { title: "title", culprit: "culprit", "error.value": "subtitle", message: "title" }[field];
  const match = matchSql(column, value, manner, bind);
  return field === "message" ? `(${match}) or (${matchSql("subtitle", value, manner, bind)})` : `(${match})`;
}

/** What the names of a term stand for; null is nobody. */
export const idsOf = ({ field, values }: Extract<Condition, { kind: "name" }>, names: Names) =>
  values.flatMap((value): readonly (string | number | null)[] => names[field].get(value) ?? []);

/** Whether a term asks for one project, whose rows an index holds apart in the order asked for. */
export const isInProject = (term: Condition, { names, order }: Setting): boolean =>
  term.kind === "name" && term.field === "project" && order === TIMES.lastSeen && idsOf(term, names).length === 1;

/** The issues of these ids; of one that was merged, the one that it became. */
export const issuesSql = (ids: readonly (string | number | null)[], bind: Bind): string =>
  `(select coalesce(became, value) from json_each(${bind(JSON.stringify(ids))}) left join former_issue on former_issue.id = value)`;

/** Whether a field asks for what a person set for themselves. */
export const isPersonal = (field: NameField): field is PersonalField => field in MARKS;

/** The issues that one of these people marked; of one that was merged, the one that it became. */
export const markedSql = (field: PersonalField, people: readonly (string | number | null)[], bind: Bind): string =>
  `select distinct coalesce(became, issue_id) as hit from issue_mark left join former_issue on former_issue.id = issue_id
    where ${MARKS[field]} = 1 and person in ${oneOf(
      people.filter((id) => id !== null),
      bind,
    )}`;

function nameSql(column: string, ids: readonly (string | number | null)[], bind: Bind): string {
  const known = ids.filter((id) => id !== null);
  const [only] = known;
  const one =
    known.length === 1 && only !== undefined ? `${column} = ${bind(only)}` : `+${column} in ${oneOf(known, bind)}`;
  return ids.includes(null) ? `${one} or ${column} is null` : one;
}

/** SQL that compares a column of times with the span of a moment. */
export function timeSql(
  column: string,
  comparison: Comparison,
  at: { fromMs: number; untilMs: number },
  bind: Bind,
): string {
  switch (comparison) {
    case "=":
      return `${column} >= ${bind(at.fromMs)} and ${column} < ${bind(at.untilMs)}`;
    case ">":
      return `${column} >= ${bind(at.untilMs)}`;
    case ">=":
      return `${column} >= ${bind(at.fromMs)}`;
    case "<":
      return `${column} < ${bind(at.fromMs)}`;
    case "<=":
      return `${column} < ${bind(at.untilMs)}`;
  }
}

/** Whether a term asks for the newest release of each project by the name `latest`. */
export const isLatest = (term: Condition): boolean =>
  term.kind === "tag" && term.tag === "release" && term.values.some((value) => literalOf(value) === "latest");
