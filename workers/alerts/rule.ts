import * as z from "zod";
import { asksSomething, NOTHING_ASKED } from "../errors/difference.ts";
import { MINUTE_MS } from "../kit/time.ts";
import { type AlertFilters, type AlertTrigger, TAG_MATCHES } from "./view.ts";

/** Rules of the company; each is read on every round. */
export const RULES_MAX = 200;
export const RULE_NAME_CHARS_MAX = 100;
/** Projects, receivers, and filters of each kind that one rule names. */
export const RULE_PROJECTS_MAX = 100;
export const RULE_RECEIVERS_MAX = 10;
export const RULE_FILTERS_MAX = 20;
export const FILTER_CHARS_MAX = 200;
/** Bounds of "more than `count` events in `minutes`". */
export const FREQUENCY_COUNT_MAX = 1_000_000;
export const FREQUENCY_MINUTES_MAX = 60;
/** Bounds of the interval; the upper one is 30 days, as Sentry's. */
export const INTERVAL_MINUTES_MIN = 1;
export const INTERVAL_MINUTES_MAX = 43_200;
const DEFAULT_INTERVAL_MINUTES = 30;
/** A mute ends within a year. */
export const MUTE_MAX_MS = 366 * 24 * 60 * MINUTE_MS;

const LEVELS = ["fatal", "error", "warning", "info", "debug"] as const;

const trigger = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("new-issue") }),
  z.strictObject({ kind: z.literal("returned-issue") }),
  z.strictObject({
    kind: z.literal("frequency"),
    count: z.number().int().min(1).max(FREQUENCY_COUNT_MAX),
    minutes: z.number().int().min(1).max(FREQUENCY_MINUTES_MAX),
  }),
]);

const filterText = z.string().trim().min(1).max(FILTER_CHARS_MAX);

const tagCondition = z
  .strictObject({
    key: filterText,
    match: z.enum(TAG_MATCHES),
    value: z.string().trim().max(FILTER_CHARS_MAX).default(""),
  })
  .refine(({ match, value }) => needsValue(match) === (value !== ""), {
    path: ["value"],
    error: "is, is-not and contains need a value, is-set and is-not-set have none.",
  });

const needsValue = (match: (typeof TAG_MATCHES)[number]): boolean => match !== "is-set" && match !== "is-not-set";

const filters = z.strictObject({
  environments: z.array(filterText).max(RULE_FILTERS_MAX).default([]),
  levels: z.array(z.enum(LEVELS)).max(LEVELS.length).default([]),
  tags: z.array(tagCondition).max(RULE_FILTERS_MAX).default([]),
  title: filterText.nullable().default(null),
});

const fields = {
  name: z.string().trim().min(1).max(RULE_NAME_CHARS_MAX),
  enabled: z.boolean(),
  mutedUntilMs: z.number().int().min(0).nullable(),
  /** A person's id. */
  owner: z.string().max(64).nullable(),
  triggers: z
    .array(trigger)
    .min(1, "A rule needs a trigger.")
    .max(3)
    .refine((list) => new Set(list.map(({ kind }) => kind)).size === list.length, "Each trigger once."),
  /** Slugs or ids. */
  projects: z.array(z.string().max(60)).max(RULE_PROJECTS_MAX),
  filters,
  /** Ids. */
  receivers: z.array(z.string().max(64)).min(1, "A rule needs a receiver.").max(RULE_RECEIVERS_MAX),
  intervalMinutes: z.number().int().min(INTERVAL_MINUTES_MIN).max(INTERVAL_MINUTES_MAX),
};

/** What makes a rule; only name, triggers and receivers must be given. */
export const newRule = z.strictObject({
  ...fields,
  enabled: fields.enabled.default(true),
  mutedUntilMs: fields.mutedUntilMs.default(null),
  owner: fields.owner.default(null),
  projects: fields.projects.default([]),
  filters: filters.default({ environments: [], levels: [], tags: [], title: null }),
  intervalMinutes: fields.intervalMinutes.default(DEFAULT_INTERVAL_MINUTES),
});

/** What may change of a rule; absent fields stay, `filters` changes as a whole. */
export const ruleChange = z.strictObject(fields).partial().refine(asksSomething, NOTHING_ASKED);

export type NewRule = z.infer<typeof newRule>;
export type RuleChange = z.infer<typeof ruleChange>;

/** A rule as it is kept and followed. */
export interface AlertRule {
  id: string;
  name: string;
  enabled: boolean;
  mutedUntilMs: number | null;
  owner: string | null;
  triggers: AlertTrigger[];
  projects: number[];
  filters: AlertFilters;
  receivers: string[];
  intervalMinutes: number;
  sinceMs: number;
  createdAtMs: number;
  createdBy: string;
  changedAtMs: number;
}

/** Whether a rule fires nothing at a moment; what it sees then is not made up for. */
export const isMuted = ({ mutedUntilMs }: Pick<AlertRule, "mutedUntilMs">, nowMs: number): boolean =>
  mutedUntilMs !== null && mutedUntilMs > nowMs;

/**
 * How long a rule keeps quiet about an issue that it fired for, in milliseconds: its interval, and never less than its frequency's
 * minutes, so that no event counts toward two firings.
 */
export function pauseOf({ triggers, intervalMinutes }: Pick<AlertRule, "triggers" | "intervalMinutes">): number {
  const windows = triggers.map((each) => (each.kind === "frequency" ? each.minutes : 0));
  return Math.max(intervalMinutes, ...windows) * MINUTE_MS;
}
