import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import type { IssueDetail } from "../../../workers/errors/view.ts";
import { counted } from "../words/number.ts";
import type { RuleSearch } from "./alert-search.ts";
import { conditionText, ruleState } from "./rule-words.ts";

/** Whether a rule stays in the list under these filters. A rule of every project fits any project. */
export function fits(rule: AlertRuleView, { state, project, query }: RuleSearch, nowMs: number): boolean {
  if (state && ruleState(rule, nowMs) !== state) return false;
  if (project && rule.projects.length > 0 && !rule.projects.some(({ slug }) => slug === project)) return false;
  if (!query) return true;
  const { name, owner, receivers, triggers, filters } = rule;
  const projects = rule.projects.map((each) => each.name);
  const said = [
    name,
    owner?.name,
    ...receivers.map((each) => each.name),
    conditionText({ triggers, projects, filters }),
  ];
  return said.join("\n").toLowerCase().includes(query.toLowerCase());
}

/** The rules that watch an issue, as far as its project, environments, level and title decide; its tags are left to the server. */
export const watching = (
  rules: readonly AlertRuleView[],
  { project, environments, level, title }: Pick<IssueDetail, "project" | "environments" | "level" | "title">,
): AlertRuleView[] =>
  rules.filter(
    ({ projects, filters }) =>
      (projects.length === 0 || projects.some(({ slug }) => slug === project.slug)) &&
      (filters.environments.length === 0 || filters.environments.some((name) => environments.includes(name))) &&
      (filters.levels.length === 0 || filters.levels.includes(level)) &&
      title.toLowerCase().includes(filters.title?.toLowerCase() ?? ""),
  );

/** What the rules do, in a line: `2 rules fired in the last hour, 5 quiet, 1 muted`. */
export function rulesSentence(rules: readonly AlertRuleView[], nowMs: number): string {
  if (rules.length === 0) return "Nobody is told of anything yet";
  const states = rules.map((rule) => ruleState(rule, nowMs));
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  const parts = [
    count("firing") > 0 && `${counted(count("firing"), "rule")} fired in the last hour`,
    count("quiet") > 0 && `${count("quiet")} quiet`,
    count("muted") > 0 && `${count("muted")} muted`,
    count("off") > 0 && `${count("off")} off`,
  ].filter((part) => part !== false);
  const first = count("firing") > 0 ? "" : `${counted(rules.length, "rule")}: `;
  return `${first}${parts.join(", ")}`;
}
