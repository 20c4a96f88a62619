import type { AlertRule } from "./rule.ts";
import type { AlertRuleView, ReceiverKind, RuleProject } from "./view.ts";

/** Rules with the names of what they refer to; people and receivers that are gone since are left out. */
export async function ruleViews(db: D1Database, rules: readonly AlertRule[]): Promise<AlertRuleView[]> {
  const named = <Row>(sql: string, ids: unknown[]) =>
    db
      .prepare(sql)
      .bind(JSON.stringify([...new Set(ids)]))
      .all<Row>();
  const [projects, people, receivers, firings] = await Promise.all([
    named<{ id: number; slug: string; name: string }>(
      "select id, slug, name from project where id in (select value from json_each(?)) order by name, id",
      rules.flatMap((rule) => rule.projects),
    ),
    named<{ id: string; name: string }>(
      "select id, name from person where id in (select value from json_each(?))",
      rules.map((rule) => rule.owner),
    ),
    named<{ id: string; name: string; kind: ReceiverKind }>(
      "select id, name, kind from alert_receiver where id in (select value from json_each(?)) order by name, id",
      rules.flatMap((rule) => rule.receivers),
    ),
    named<{ id: string; lastMs: number; issues: number }>(
      `select rule_id as id, created_at_ms as lastMs, alerts as issues from json_each(?) join alert_notification as last
       on last.rowid = (select rowid from alert_notification where rule_id = value order by created_at_ms desc limit 1)`,
      rules.map((rule) => rule.id),
    ),
  ]);
  const lastOf = (rule: { id: string }) => firings.results.find(({ id }) => id === rule.id);
  return rules.map(({ sinceMs: _, ...rule }) => ({
    ...rule,
    owner: people.results.find(({ id }) => id === rule.owner) ?? null,
    projects: [
      ...projects.results
        .filter(({ id }) => rule.projects.includes(id))
        .map((project) => ({ ...project, id: String(project.id), deleted: false })),
      ...rule.projects.filter((id) => !projects.results.some((each) => each.id === id)).map(deletedProject),
    ],
    receivers: receivers.results.filter(({ id }) => rule.receivers.includes(id)),
    lastFiredAtMs: lastOf(rule)?.lastMs ?? null,
    lastFiredIssues: lastOf(rule)?.issues ?? 0,
  }));
}

/** Its slug is none that a project can have, so that nothing is meant by it when the rule is saved again. */
function deletedProject(id: number): RuleProject {
  const name = `deleted project ${id}`;
  return { id: String(id), slug: name, name, deleted: true };
}
