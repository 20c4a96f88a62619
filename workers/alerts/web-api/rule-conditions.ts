import * as z from "zod";
import { fail, ok, type Result } from "../../kit/result.ts";
import type { AlertFilters, AlertTrigger, TagCondition } from "../view.ts";

// Sentry's names of what our rules know, and the other way round.

const FIRST_SEEN = "sentry.rules.conditions.first_seen_event.FirstSeenEventCondition";
const REGRESSION = "sentry.rules.conditions.regression_event.RegressionEventCondition";
const REAPPEARED = "sentry.rules.conditions.reappeared_event.ReappearedEventCondition";
const FREQUENCY = "sentry.rules.conditions.event_frequency.EventFrequencyCondition";
const LEVEL = "sentry.rules.filters.level.LevelFilter";
const TAG = "sentry.rules.filters.tagged_event.TaggedEventFilter";

/** A condition, filter or action: what it is, and fields that depend on that. */
export const component = z.looseObject({ id: z.string() });
type Component = z.infer<typeof component>;

const INTERVAL_MINUTES: Readonly<Record<string, number>> = { "1m": 1, "5m": 5, "15m": 15, "1h": 60 };

/** From the most to the least severe, with Sentry's numbers. */
const LEVELS = [
  ["fatal", 50],
  ["error", 40],
  ["warning", 30],
  ["info", 20],
  ["debug", 10],
] as const;

const TAG_MATCHES: Readonly<Record<string, TagCondition["match"]>> = {
  eq: "is",
  ne: "is-not",
  co: "contains",
  is: "is-set",
  ns: "is-not-set",
};

const levelFields = z.object({ level: z.coerce.number(), match: z.enum(["eq", "gte", "lte"]) });
const tagFields = z.object({ key: z.string(), match: z.string(), value: z.string().nullish() });
const frequencyFields = z.object({
  value: z.coerce.number().int(),
  interval: z.string(),
  comparisonType: z.literal("count").default("count"),
});

/** The triggers of Sentry's conditions; fails with a sentence on one that we do not have. */
export function triggersOf(conditions: readonly Component[]): Result<AlertTrigger[], "conditions"> {
  const triggers = new Map<string, AlertTrigger>();
  for (const condition of conditions) {
    const trigger = triggerOf(condition);
    if (trigger === null) return fail("conditions", `This server has no condition like ${JSON.stringify(condition)}.`);
    triggers.set(trigger.kind, trigger);
  }
  return ok([...triggers.values()]);
}

function triggerOf(condition: Component): AlertTrigger | null {
  if (condition.id === FIRST_SEEN) return { kind: "new-issue" };
  if (condition.id === REGRESSION || condition.id === REAPPEARED) return { kind: "returned-issue" };
  const fields = frequencyFields.safeParse(condition);
  const minutes = fields.success ? INTERVAL_MINUTES[fields.data.interval] : undefined;
  if (condition.id !== FREQUENCY || !fields.success || minutes === undefined) return null;
  return { kind: "frequency", count: fields.data.value, minutes };
}

/** Triggers by Sentry's names. */
export const conditionsOf = (triggers: readonly AlertTrigger[]) =>
  triggers.map((trigger) => {
    if (trigger.kind === "new-issue") return { id: FIRST_SEEN, name: "A new issue is created" };
    if (trigger.kind === "returned-issue") {
      return { id: REGRESSION, name: "The issue changes state from resolved to unresolved" };
    }
    const { count, minutes } = trigger;
    const interval = Object.entries(INTERVAL_MINUTES).find(([, each]) => each === minutes)?.[0] ?? `${minutes}m`;
    const name = `The issue is seen more than ${count} times in ${interval}`;
    return { id: FREQUENCY, name, value: count, interval, comparisonType: "count" };
  });

/** The filters of Sentry's; fails with a sentence on one that we do not have. */
export function filtersOf(filters: readonly Component[], environment: string | null): Result<AlertFilters, "filters"> {
  const read: AlertFilters = {
    environments: environment === null ? [] : [environment],
    levels: [],
    tags: [],
    title: null,
  };
  for (const filter of filters) {
    const [level, tag] = [levelFields.safeParse(filter), tagFields.safeParse(filter)];
    const match = tag.success ? TAG_MATCHES[tag.data.match] : undefined;
    if (filter.id === LEVEL && level.success && read.levels.length === 0) {
      read.levels = LEVELS.filter(([, number]) => compares(number, level.data)).map(([name]) => name);
    } else if (filter.id === TAG && tag.success && match !== undefined) {
      read.tags.push({ key: tag.data.key, match, value: tag.data.value ?? "" });
    } else return fail("filters", `This server has no filter like ${JSON.stringify(filter)}.`);
  }
  return ok(read);
}

const compares = (number: number, { level, match }: z.infer<typeof levelFields>): boolean =>
  match === "eq" ? number === level : match === "gte" ? number >= level : number <= level;

/** Filters by Sentry's names: levels that end with the most or least severe one are a comparison. */
export function filterList({ levels, tags }: AlertFilters) {
  const numbers = LEVELS.filter(([name]) => levels.includes(name)).map(([, number]) => number);
  const [most, least] = [numbers[0], numbers.at(-1)];
  const match = numbers.length === 1 ? "eq" : most === 50 ? "gte" : "lte";
  const level = match === "gte" ? least : most;
  return [
    ...(level === undefined ? [] : [{ id: LEVEL, name: "The event's level", level: String(level), match }]),
    ...tags.map(({ key, match, value }) => ({
      id: TAG,
      name: `The event's tags match ${key}`,
      key,
      match: Object.entries(TAG_MATCHES).find(([, each]) => each === match)?.[0] ?? "eq",
      value,
    })),
  ];
}
