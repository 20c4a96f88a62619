import { newId } from "../kit/ids.ts";
import { type AlertRule, RULES_MAX } from "./rule.ts";

interface Row {
  id: string;
  name: string;
  enabled: number;
  muted_until_ms: number | null;
  owner: string | null;
  triggers: string;
  projects: string;
  filters: string;
  receivers: string;
  interval_minutes: number;
  since_ms: number;
  created_at_ms: number;
  created_by: string;
  changed_at_ms: number;
}

/** What a rule is made of, once its projects, owner and receivers are known to be there. */
export type RuleContent = Omit<AlertRule, "id" | "sinceMs" | "createdAtMs" | "createdBy" | "changedAtMs">;

/** Every rule, by name. */
export async function listRules(db: D1Database): Promise<AlertRule[]> {
  const { results } = await db.prepare(`select * from alert_rule order by name, id limit ${RULES_MAX}`).all<Row>();
  return results.map(ruleOf);
}

/** One rule; null when there is none of that id. */
export async function findRule(db: D1Database, id: string): Promise<AlertRule | null> {
  const row = await db.prepare("select * from alert_rule where id = ?").bind(id).first<Row>();
  return row && ruleOf(row);
}

/** Adds a rule; null when there are as many as may be. */
export async function insertRule(
  db: D1Database,
  content: RuleContent,
  createdBy: string,
  nowMs: number,
): Promise<AlertRule | null> {
  const rule = { ...content, id: newId(), sinceMs: nowMs, createdAtMs: nowMs, createdBy, changedAtMs: nowMs };
  const { meta } = await db
    .prepare(
      `insert into alert_rule (id, name, enabled, muted_until_ms, owner, triggers, projects, filters, receivers,
         interval_minutes, since_ms, created_at_ms, created_by, changed_at_ms)
       select ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?12, ?11 where (select count(*) from alert_rule) < ?13`,
    )
    .bind(rule.id, ...columnsOf(rule), rule.sinceMs, createdBy, RULES_MAX)
    .run();
  return meta.changes === 0 ? null : rule;
}

/** Writes a rule as it is after a change. */
export async function updateRule(db: D1Database, rule: AlertRule): Promise<void> {
  await db
    .prepare(
      `update alert_rule set name = ?2, enabled = ?3, muted_until_ms = ?4, owner = ?5, triggers = ?6, projects = ?7,
         filters = ?8, receivers = ?9, interval_minutes = ?10, since_ms = ?11, changed_at_ms = ?12 where id = ?1`,
    )
    .bind(rule.id, ...columnsOf(rule), rule.sinceMs, rule.changedAtMs)
    .run();
}

/** Takes a rule away; what its window remembers is the caller's to remove. */
export async function deleteRule(db: D1Database, id: string): Promise<void> {
  await db.prepare("delete from alert_rule where id = ?").bind(id).run();
}

const columnsOf = (rule: RuleContent) => [
  rule.name,
  rule.enabled ? 1 : 0,
  rule.mutedUntilMs,
  rule.owner,
  JSON.stringify(rule.triggers),
  JSON.stringify(rule.projects),
  JSON.stringify(rule.filters),
  JSON.stringify(rule.receivers),
  rule.intervalMinutes,
];

const ruleOf = (row: Row): AlertRule => ({
  id: row.id,
  name: row.name,
  enabled: row.enabled === 1,
  mutedUntilMs: row.muted_until_ms,
  owner: row.owner,
  triggers: JSON.parse(row.triggers),
  projects: JSON.parse(row.projects),
  filters: JSON.parse(row.filters),
  receivers: JSON.parse(row.receivers),
  intervalMinutes: row.interval_minutes,
  sinceMs: row.since_ms,
  createdAtMs: row.created_at_ms,
  createdBy: row.created_by,
  changedAtMs: row.changed_at_ms,
});
