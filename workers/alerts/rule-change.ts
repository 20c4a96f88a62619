import type { Context } from "hono";
import { alertWindow } from "../../durable-objects/alert-window/client.ts";
import { asksSomething, difference } from "../errors/difference.ts";
import { projectIds } from "../errors/project/project.ts";
import { audit } from "../front/audit.ts";
import type { App } from "../front/context.ts";
import { findPerson } from "../identity/person.ts";
import type { JsonObject } from "../kit/json.ts";
import { fail, ok, type Result } from "../kit/result.ts";
import { type AlertRule, MUTE_MAX_MS, type NewRule, RULES_MAX, type RuleChange } from "./rule.ts";
import { deleteRule, insertRule, type RuleContent, updateRule } from "./rule-book.ts";

// What the console and the web API do to rules: the audit entry first, then the change.

/** The field that names what is not there, or cannot be. */
type Refused = "projects" | "owner" | "receivers" | "mutedUntilMs";

/** Adds a rule. */
export async function addRule(
  c: Context<App>,
  wanted: NewRule,
): Promise<Result<AlertRule, Refused | "too-many-rules">> {
  const projects = await checked(c, wanted);
  if (!projects.ok) return projects;
  const content = { ...wanted, projects: projects.value };
  await audit(c, { action: "alert-rule.created", target: `alert-rule:${wanted.name}`, detail: told(content) });
  const rule = await insertRule(c.env.DB, content, c.get("actor").name, c.get("nowMs"));
  return rule === null ? fail("too-many-rules", `There are ${RULES_MAX} rules, the most that may be.`) : ok(rule);
}

/**
 * Changes a rule. What happened before a change of what it watches, or before it was enabled, does not concern it. What is so already
 * leaves no trace.
 */
export async function changeRule(
  c: Context<App>,
  rule: AlertRule,
  change: RuleChange,
): Promise<Result<AlertRule, Refused>> {
  const projects = await checked(c, change);
  if (!projects.ok) return projects;
  // JSON has no undefined: a field that is there has a value.
  const content = { ...change, ...(change.projects && { projects: projects.value }) } as Partial<RuleContent>;
  const detail = difference(told(rule), told(content));
  if (!asksSomething(detail)) return ok(rule);
  await audit(c, { action: "alert-rule.changed", target: `alert-rule:${rule.id}`, detail });
  const nowMs = c.get("nowMs");
  const anew = ["triggers", "projects", "filters"].some((name) => name in detail) || detail.enabled?.after === true;
  const changed = { ...rule, ...content, sinceMs: anew ? nowMs : rule.sinceMs, changedAtMs: nowMs };
  await updateRule(c.env.DB, changed);
  return ok(changed);
}

/** Deletes a rule and what its window remembers. Notifications that it made are still delivered. */
export async function removeRule(c: Context<App>, rule: AlertRule): Promise<void> {
  await audit(c, { action: "alert-rule.deleted", target: `alert-rule:${rule.id}`, detail: told(rule) });
  await deleteRule(c.env.DB, rule.id);
  await alertWindow(c.env, rule.id).close();
}

/** A rule's fields as the audit log tells them. */
function told(content: Partial<RuleContent>): JsonObject {
  const { name, enabled, mutedUntilMs, owner, triggers, projects, filters, receivers, intervalMinutes } = content;
  const fields = { name, enabled, mutedUntilMs, owner, triggers, projects, filters, receivers, intervalMinutes };
  return JSON.parse(JSON.stringify(fields));
}

/** The ids of the projects that are named, once everything else is known to be there, too. */
async function checked(c: Context<App>, wanted: RuleChange): Promise<Result<number[], Refused>> {
  const db = c.env.DB;
  if (wanted.owner != null && (await findPerson(c.env, { id: wanted.owner })) === null) {
    return fail("owner", "There is no such person.");
  }
  if (wanted.mutedUntilMs != null && wanted.mutedUntilMs > c.get("nowMs") + MUTE_MAX_MS) {
    return fail("mutedUntilMs", "A rule can be muted for a year at most.");
  }
  const receivers = await receiversOf(db, wanted.receivers ?? []);
  const stranger = wanted.receivers?.find((id) => !receivers.has(id));
  if (stranger !== undefined) return fail("receivers", `There is no receiver "${stranger}".`);
  const projects = await projectIds(db, wanted.projects ?? []);
  const unknown = wanted.projects?.find((named) => !projects.has(named));
  if (unknown !== undefined) return fail("projects", `There is no project "${unknown}".`);
  return ok([...new Set(projects.values())]);
}

/** Of these ids those that are a receiver's. */
async function receiversOf(db: D1Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { results } = await db
    .prepare("select id from alert_receiver where id in (select value from json_each(?))")
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return new Set(results.map(({ id }) => id));
}
