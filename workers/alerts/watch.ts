import { MINUTES_KEPT, type MinuteCounts, minuteOf, minutesUpTo } from "../errors/count/minute-counts.ts";
import type { TagTable } from "../errors/count/tag-table.ts";
import { sum } from "../kit/sum.ts";
import { MINUTE_MS } from "../kit/time.ts";
import type { AlertFilters, AlertTrigger, TagCondition, TriggerKind } from "./view.ts";

/** What a rule looks for in a project. */
export interface Watch {
  rule: string;
  triggers: AlertTrigger[];
  filters: AlertFilters;
  /** What happened before does not concern it. */
  sinceMs: number;
}

/** An unresolved issue that got events, as far as rules look at it. */
export interface WatchedIssue {
  level: string;
  title: string;
  tags: TagTable;
  minutes: MinuteCounts;
  /** Its first event, and the last that brought it back (0: none), by the project's number and by when they arrived. */
  firstSeq: number;
  firstAtMs: number;
  returnedSeq: number;
  returnedAtMs: number;
}

/** The stretch of a project's events that is looked at: those after `sinceSeq`, up to `untilSeq`. */
export interface Stretch {
  sinceSeq: number;
  untilSeq: number;
  /** When the stretch before was looked at; its last minute may have grown since. */
  sinceMs: number;
  nowMs: number;
}

/** Something that a rule looks for and that an issue shows. `seq` is null for what is found again as long as it lasts. */
export interface Finding {
  trigger: TriggerKind;
  atMs: number;
  seq: number | null;
  count: number | null;
}

/** What an issue shows of what a rule looks for, conditions on tags aside: at most one finding per trigger. */
export function find(watch: Watch, issue: WatchedIssue, stretch: Stretch): Finding[] {
  if (!passes(watch.filters, issue)) return [];
  return watch.triggers.flatMap((trigger) => {
    const finding = look(trigger, watch, issue, stretch);
    return finding === null || finding.atMs < watch.sinceMs ? [] : [finding];
  });
}

/**
 * Whether an issue passes the filters of issues. Environments are its triggers' to judge, beyond that it was seen in one of them; tags
 * those of the events that triggered.
 */
function passes({ levels, title, environments }: AlertFilters, issue: WatchedIssue): boolean {
  if (levels.length > 0 && !levels.some((level) => level === issue.level)) return false;
  if (title !== null && !issue.title.toLowerCase().includes(title.toLowerCase())) return false;
  if (environments.length > 0 && !environments.some((name) => countOf(issue.tags, "environment", name) > 0))
    return false;
  return true;
}

/** Whether an event's tags meet all conditions. */
export const tagsMeet = (conditions: readonly TagCondition[], tags: readonly (readonly [string, string])[]): boolean =>
  conditions.every(({ key, match, value }) => {
    const own = tags.find(([name]) => name === key)?.[1];
    if (match === "is-set" || match === "is-not-set") return (own !== undefined) === (match === "is-set");
    if (match === "contains") return own?.toLowerCase().includes(value.toLowerCase()) ?? false;
    return (own === value) === (match === "is");
  });

/** How many events have a tag's value, as far as the issue counts it apart. */
function countOf(tags: TagTable, key: string, value: string): number {
  const values = Object.hasOwn(tags, key) ? tags[key]?.values : undefined;
  return values !== undefined && Object.hasOwn(values, value) ? (values[value]?.[0] ?? 0) : 0;
}

function look(trigger: AlertTrigger, watch: Watch, issue: WatchedIssue, stretch: Stretch): Finding | null {
  const within = (seq: number) => seq > stretch.sinceSeq && seq <= stretch.untilSeq;
  const { environments } = watch.filters;
  switch (trigger.kind) {
    case "new-issue":
      if (environments.length > 0) return newThere(watch, issue, stretch);
      return within(issue.firstSeq)
        ? { trigger: trigger.kind, atMs: issue.firstAtMs, seq: issue.firstSeq, count: null }
        : null;
    case "returned-issue":
      if (!within(issue.returnedSeq) || (environments.length > 0 && arrived(watch, issue, stretch) === 0)) return null;
      return { trigger: trigger.kind, atMs: issue.returnedAtMs, seq: issue.returnedSeq, count: null };
    case "frequency":
      return exceeded(trigger, watch, issue, stretch);
  }
}

/** An issue is new to the rule's environments when all that they ever saw of it arrived in this stretch. */
function newThere(watch: Watch, issue: WatchedIssue, stretch: Stretch): Finding | null {
  const ever = watch.filters.environments.reduce((sum, name) => sum + countOf(issue.tags, "environment", name), 0);
  if (ever === 0 || arrived(watch, issue, stretch) < ever) return null;
  return { trigger: "new-issue", atMs: stretch.nowMs, seq: null, count: null };
}

/** Events in the rule's environments since the minute in which the stretch begins. */
function arrived({ filters, sinceMs }: Watch, issue: WatchedIssue, stretch: Stretch): number {
  const last = minuteOf(stretch.nowMs);
  const minutes = last - minuteOf(Math.max(stretch.sinceMs, sinceMs)) + 1;
  return sum(minutesUpTo(issue.minutes, filters.environments, last, Math.min(Math.max(minutes, 1), MINUTES_KEPT)));
}

/**
 * Whether more than so many events came within so many minutes, in any window that ends in the stretch with an event: a round that comes late
 * looks at all that it missed. Told is the last such window's minute and the highest count. The minute before the stretch is looked at once more, since a commit
 * may land a little after its time.
 */
function exceeded(
  { count, minutes }: Extract<AlertTrigger, { kind: "frequency" }>,
  { filters, sinceMs }: Watch,
  issue: WatchedIssue,
  stretch: Stretch,
): Finding | null {
  const last = minuteOf(stretch.nowMs);
  const begun = minuteOf(sinceMs);
  const ends = Math.min(last - Math.max(minuteOf(stretch.sinceMs) - 1, begun) + 1, MINUTES_KEPT - minutes);
  const counts = minutesUpTo(issue.minutes, filters.environments, last, minutes - 1 + ends);
  let [found, peak]: [Finding | null, number] = [null, 0];
  for (let end = 0; end < ends; end += 1) {
    const minute = last - ends + 1 + end;
    const window = counts.slice(end, end + minutes).slice(-(minute - begun + 1));
    const total = sum(window);
    if (total <= count || window.at(-1) === 0) continue;
    const atMs = Math.max(minute * MINUTE_MS, sinceMs);
    peak = Math.max(peak, total);
    found = { trigger: "frequency", atMs, seq: null, count: peak };
  }
  return found;
}
