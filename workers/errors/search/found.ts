import type { IssueStatus } from "../view.ts";
import type { Bind } from "./bindings.ts";
import { COUNTS, isInProject, type Setting, TIMES, whereOf } from "./compile.ts";
import type { Hits } from "./hits.ts";
import { oneOf } from "./pattern-match.ts";
import type { Term } from "./term.ts";

/** Matches are counted up to here; beyond it the list says "more". */
export const TOTAL_MAX = 1_000;

/** How many rows are looked at before another way to find them is taken. */
export interface Bounds {
  /** At the top of the order, before any index is asked: what many issues fit fills a page there. */
  stretch: number;
  /** Of an index, one by one; what has more hits is met by walking along the order. */
  hits: number;
}

export const BOUNDS: Bounds = { stretch: 3_000, hits: 10_000 };

/** What is looked for, in which order, and from where on. */
export interface Quest {
  terms: readonly Term[];
  setting: Setting;
  statuses: readonly IssueStatus[];
  /** Position and id of the row before the first one; null begins at the top. */
  cursor: readonly [number, number] | null;
  backward: boolean;
  bounds: Bounds;
}

/** How the rows are reached: from an index's few hits; from merged ones, unless they are too many; or along the order. */
export interface Way {
  few: Hits | null;
  merged: Hits | null;
  /** Indexes in which rows met along the order are looked up. */
  joined: readonly Hits[];
}

/**
 * Common table expressions: the first rows of the order as `stretch`, ids and positions of those that fit as `found`, and
 * `tally`: how many these are, and whether the order goes on.
 */
export function stretchSql(quest: Quest, bind: Bind): string {
  const inside = quest.terms.filter((term) => isWalkable(term, quest.setting));
  const others = conditionsOf(quest, new Set(inside), bind);
  const limit = bind(others.length === 0 ? TOTAL_MAX + 1 : quest.bounds.stretch);
  const bounds = inside.flatMap((term) => whereOf(term, quest.setting, bind) ?? []);
  const walks = alongOrder(quest, [...bounds, ...fromCursor(quest, bind)], limit, bind);
  const found =
    others.length === 0
      ? "select id, position from stretch"
      : `select id, position from stretch cross join issue using (id) where ${others.join(" and ")}`;
  return `stretch as materialized (${walks} order by position ${direction(quest)}, id ${direction(quest)} limit ${limit}),
    found as materialized (${found}),
    ${tally(`(select count(*) from stretch) = ${limit}`)}`;
}

/** Common table expressions: all that fits as `found`, as many as are counted, and its `tally`. */
export const foundSql = (quest: Quest, way: Way, bind: Bind): string => `${reachSql(quest, way, bind)}, ${tally("0")}`;

const tally = (open: string): string => `tally as (select (select count(*) from found) as total, ${open} as open)`;

function reachSql(quest: Quest, { few, merged, joined }: Way, bind: Bind): string {
  const limit = bind(TOTAL_MAX + 1);
  if (few !== null) return `found as materialized (${fromHits(quest, few, few.sql(bind), limit, bind)})`;
  const walked = new Set(joined.flatMap((way) => [...way.settled]));
  const conditions = conditionsOf(quest, walked, bind);
  for (const way of joined) conditions.push(`id in (select hit from (${way.sql(bind)}))`);
  conditions.push(...fromCursor(quest, bind));
  if (merged === null) return `found as materialized (${alongOrder(quest, conditions, limit, bind)})`;
  // One of the two sides has nothing to look for.
  const many = `(select count(*) from hits) > ${bind(quest.bounds.hits)}`;
  const looked = fromHits(quest, merged, "hits", `iif(${many}, 0, ${limit})`, bind);
  return `hits as materialized (select hit from (${merged.sql(bind)}) limit ${bind(quest.bounds.hits + 1)}),
    found as materialized (select * from (${looked})
      union all ${alongOrder(quest, conditions, `iif(${many}, ${limit}, 0)`, bind)})`;
}

/** Each status is walked along its own part of the order's index. */
function alongOrder(quest: Quest, conditions: readonly string[], limit: string, bind: Bind): string {
  const { order } = quest.setting;
  const walk = (status: IssueStatus) =>
    `select * from (select id, ${order} as position from issue
      where ${[`status = ${bind(status)}`, ...conditions].join(" and ")} ${inOrder(quest)} limit ${limit})`;
  return quest.statuses.map(walk).join(" union all ");
}

function fromHits(quest: Quest, hits: Hits, source: string, limit: string, bind: Bind): string {
  const status = `+status in ${oneOf(quest.statuses, bind)}`;
  const conditions = [status, ...conditionsOf(quest, hits.settled, bind), ...fromCursor(quest, bind)];
  return `select id, ${quest.setting.order} as position from ${source === "hits" ? source : `(${source})`}
    cross join issue on issue.id = hit where ${conditions.join(" and ")} ${inOrder(quest)} limit ${limit}`;
}

const conditionsOf = ({ terms, setting }: Quest, settled: ReadonlySet<Term>, bind: Bind): string[] =>
  terms.flatMap((term) => (settled.has(term) ? [] : (whereOf(term, setting, bind) ?? [])));

const fromCursor = ({ cursor, backward, setting }: Quest, bind: Bind): string[] =>
  cursor === null ? [] : [`(${setting.order}, id) ${backward ? ">" : "<"} (${bind(cursor[0])}, ${bind(cursor[1])})`];

const direction = ({ backward }: Quest): string => (backward ? "asc" : "desc");

const inOrder = (quest: Quest): string => `order by ${quest.setting.order} ${direction(quest)}, id ${direction(quest)}`;

/** Whether the index along which rows are walked answers a term, so that it costs no look at a row. */
function isWalkable(term: Term, setting: Setting): boolean {
  if (term.negated) return false;
  if (term.kind === "time") return TIMES[term.field] === setting.order;
  if (term.kind === "count") return COUNTS[term.field] === setting.order;
  return isInProject(term, setting);
}
