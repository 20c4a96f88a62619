import type {
  AlertFilters,
  AlertRuleView,
  AlertTrigger,
  TagCondition,
  TriggerKind,
} from "../../../workers/alerts/view.ts";
import { HOUR_MS } from "../../../workers/kit/time.ts";
import type { IconName } from "../ui/icon.tsx";
import { counted } from "../words/number.ts";
import { duration, relative, since } from "../words/time.ts";

/** What each kind of trigger waits for, as a rule's sentence says it. */
export const TRIGGER_WORDS: Record<TriggerKind, string> = {
  "new-issue": "a new issue appears",
  "returned-issue": "a resolved issue comes back",
  frequency: "an issue has too many events",
};

/** What a rule's sentence is made of; names stand for ids. */
export interface Sentence {
  triggers: readonly AlertTrigger[];
  projects: readonly string[];
  filters: AlertFilters;
  receivers: readonly string[];
  intervalMinutes: number;
}

/** "When a new issue appears in Web shop, tell Team, not again for the same issue within 30 minutes." */
export function ruleSentence({ receivers, intervalMinutes, ...condition }: Sentence): string {
  const told = receivers.length === 0 ? "nobody" : listed(receivers, "and");
  return `${conditionText(condition)}, tell ${told}, not again for the same issue within ${minutesText(intervalMinutes)}.`;
}

/** The sentence up to whom it tells. */
export function conditionText({
  triggers,
  projects,
  filters,
}: Omit<Sentence, "receivers" | "intervalMinutes">): string {
  const what = listed(triggers.map(triggerText), "or");
  const where = [
    projects.length === 0 ? "any project" : listed(projects, "or"),
    filters.environments.length > 0 && `environment ${listed(filters.environments, "or")}`,
  ].filter(Boolean);
  const which = [
    filters.levels.length > 0 && `its level is ${listed(filters.levels, "or")}`,
    ...filters.tags.map(tagText),
    filters.title !== null && `its title contains “${filters.title}”`,
  ].filter((text) => text !== false);
  return `When ${what || "nothing happens"} in ${where.join(", ")}${which.length > 0 ? ` and ${listed(which, "and")}` : ""}`;
}

/** One trigger: `an issue has more than 100 events in 1 hour`. */
export const triggerText = (trigger: AlertTrigger): string =>
  trigger.kind === "frequency"
    ? `an issue has more than ${counted(trigger.count, "event")} in ${minutesText(trigger.minutes)}`
    : TRIGGER_WORDS[trigger.kind];

const MATCH_WORDS: Record<TagCondition["match"], string> = {
  is: "is",
  "is-not": "is not",
  contains: "contains",
  "is-set": "is set",
  "is-not-set": "is not set",
};

// The record's own keys, which `Object.keys` forgets.
export const MATCHES = Object.keys(MATCH_WORDS) as TagCondition["match"][];

/** A match in words: `is not set`. */
export const matchText = (match: TagCondition["match"]): string => MATCH_WORDS[match];

/** Whether a match compares with a value. */
export const comparesValue = (match: TagCondition["match"]): boolean => match !== "is-set" && match !== "is-not-set";

const tagText = ({ key, match, value }: TagCondition): string =>
  `its tag ${key} ${MATCH_WORDS[match]}${comparesValue(match) ? ` ${value}` : ""}`;

/** A span of minutes in its largest whole unit: `30 minutes`, `2 hours`, `1 day`. */
export function minutesText(minutes: number): string {
  if (minutes > 0 && minutes % 1440 === 0) return counted(minutes / 1440, "day");
  if (minutes > 0 && minutes % 60 === 0) return counted(minutes / 60, "hour");
  return counted(minutes, "minute");
}

/** `a`, `a and b`, `a, b and c`. */
export const listed = (names: readonly string[], joiner: "and" | "or"): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${joiner} ${names.at(-1)}`;

/** For how long after it fired a rule counts as firing. */
export const FIRING_MS = HOUR_MS;

export type RuleState = "firing" | "quiet" | "muted" | "off";

/** Whether all projects that a rule names were deleted, so that it never fires. */
export const isOrphaned = ({ projects }: Pick<AlertRuleView, "projects">): boolean =>
  projects.length > 0 && projects.every(({ deleted }) => deleted);

/** What a rule does at the moment. */
export function ruleState(rule: AlertRuleView, nowMs: number): RuleState {
  if (!rule.enabled || isOrphaned(rule)) return "off";
  if (rule.mutedUntilMs !== null && rule.mutedUntilMs > nowMs) return "muted";
  return rule.lastFiredAtMs !== null && nowMs - rule.lastFiredAtMs < FIRING_MS ? "firing" : "quiet";
}

export const STATE_MARKS: Record<RuleState, { icon: IconName; tone: string; word: string }> = {
  firing: { icon: "alerts", tone: "bad", word: "Firing" },
  quiet: { icon: "check", tone: "good", word: "Quiet" },
  muted: { icon: "mute", tone: "none", word: "Muted" },
  off: { icon: "pause", tone: "none", word: "Off" },
};

/** The state in words: `Fired 12 min ago for 3 issues`, `Quiet for 6 days`, `Muted until 14:30`. */
export function stateText(rule: AlertRuleView, nowMs: number): string {
  switch (ruleState(rule, nowMs)) {
    case "off":
      return isOrphaned(rule) ? "Off, as its projects were deleted" : "Off";
    case "muted":
      return `Muted until ${since(rule.mutedUntilMs ?? nowMs, nowMs)}`;
    case "firing":
      return `Fired ${relative(rule.lastFiredAtMs ?? nowMs, nowMs)} for ${counted(rule.lastFiredIssues, "issue")}`;
    case "quiet":
      return rule.lastFiredAtMs === null ? "Has not fired yet" : `Quiet for ${duration(nowMs - rule.lastFiredAtMs)}`;
  }
}
