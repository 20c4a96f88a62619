import type {
  AlertFilters,
  AlertRuleView,
  AlertTrigger,
  TagCondition,
  TriggerKind,
} from "../../../workers/alerts/view.ts";
import type { Level } from "../../../workers/errors/event/event.ts";
import { comparesValue } from "./rule-words.ts";

/** Levels from the gravest. */
export const LEVELS = ["fatal", "error", "warning", "info", "debug"] as const satisfies readonly Level[];

/** A rule as the server takes it: projects by slug, people and receivers by id. */
export interface RuleFields {
  name: string;
  triggers: AlertTrigger[];
  projects: string[];
  filters: AlertFilters;
  receivers: string[];
  intervalMinutes: number;
  owner: string | null;
}

/** A rule as a person fills it in: numbers as text, the frequency's bounds kept while it is not ticked. */
export interface RuleForm {
  name: string;
  triggers: TriggerKind[];
  count: string;
  minutes: string;
  projects: string[];
  environments: string[];
  levels: Level[];
  tags: TagCondition[];
  title: string;
  receivers: string[];
  intervalMinutes: string;
  /** Empty: nobody. */
  owner: string;
}

/** A new rule: what most want first. */
export const emptyForm = (project: string | undefined, owner: string | undefined): RuleForm => ({
  name: "",
  triggers: ["new-issue", "returned-issue"],
  count: "100",
  minutes: "10",
  projects: project ? [project] : [],
  environments: [],
  levels: [],
  tags: [],
  title: "",
  receivers: [],
  intervalMinutes: "30",
  owner: owner ?? "",
});

/** The form of a rule that exists. */
export function formOf(rule: AlertRuleView): RuleForm {
  const frequency = rule.triggers.find((trigger) => trigger.kind === "frequency");
  return {
    name: rule.name,
    triggers: rule.triggers.map(({ kind }) => kind),
    count: String(frequency?.count ?? 100),
    minutes: String(frequency?.minutes ?? 10),
    projects: rule.projects.map(({ slug }) => slug),
    environments: rule.filters.environments,
    levels: rule.filters.levels,
    tags: rule.filters.tags,
    title: rule.filters.title ?? "",
    receivers: rule.receivers.map(({ id }) => id),
    intervalMinutes: String(rule.intervalMinutes),
    owner: rule.owner?.id ?? "",
  };
}

/** What the form means. Conditions without a key fall away, and a value where nothing is compared. */
export const fieldsOf = (form: RuleForm): RuleFields => ({
  name: form.name.trim(),
  triggers: triggersOf(form),
  projects: form.projects,
  filters: {
    environments: form.environments,
    levels: LEVELS.filter((level) => form.levels.includes(level)),
    tags: form.tags
      .filter(({ key }) => key.trim() !== "")
      .map(({ key, match, value }) => ({ key: key.trim(), match, value: comparesValue(match) ? value.trim() : "" })),
    title: form.title.trim() || null,
  },
  receivers: form.receivers,
  intervalMinutes: Number(form.intervalMinutes),
  owner: form.owner || null,
});

const triggersOf = ({ triggers, count, minutes }: RuleForm): AlertTrigger[] =>
  triggers.map((kind) => (kind === "frequency" ? { kind, count: Number(count), minutes: Number(minutes) } : { kind }));
