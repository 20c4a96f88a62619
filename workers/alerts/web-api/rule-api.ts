import { type Context, Hono } from "hono";
import * as z from "zod";
import { findProject, type ProjectRecord } from "../../errors/project/project.ts";
import { sentryInput } from "../../errors/web-api/input.ts";
import { answerPage } from "../../errors/web-api/pagination.ts";
import { badRequest, noSuchResource } from "../../errors/web-api/refusal.ts";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { ok, type Result } from "../../kit/result.ts";
import { type AlertRule, isMuted, type NewRule, newRule } from "../rule.ts";
import { findRule, listRules } from "../rule-book.ts";
import { addRule, changeRule, removeRule } from "../rule-change.ts";
import { actionsOf, receiversOf } from "./rule-actions.ts";
import { component, conditionsOf, filterList, filtersOf, triggersOf } from "./rule-conditions.ts";

const { name, intervalMinutes } = newRule.shape;

const sentryRule = z.object({
  name,
  conditions: z.array(component).min(1).max(10),
  filters: z.array(component).max(50).default([]),
  actions: z.array(component).min(1).max(20),
  actionMatch: z.enum(["any", "all"]),
  filterMatch: z.enum(["all", "any", "none"]).default("all"),
  frequency: intervalMinutes,
  environment: z.string().nullish(),
  owner: z.string().nullish(),
  status: z.enum(["active", "disabled"]).default("active"),
});

/** Issue alert rules, as Sentry's tools write them. A rule of several projects is listed in each. */
export const ruleApi = new Hono<App>()
  .get("/projects/:org/:project/rules", allow("project:read"), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    if (project === null) return noSuchResource(c);
    const rules = (await listRules(c.env.DB)).filter(({ projects }) => concerns(projects, project));
    const shown = await Promise.all(rules.map((rule) => ruleJson(c, rule, project)));
    return answerPage(c, shown, (rule) => rule);
  })
  .post("/projects/:org/:project/rules", allow("project:write"), sentryInput(sentryRule), async (c) => {
    const project = await findProject(c.env.DB, c.req.param("project"));
    if (project === null) return noSuchResource(c);
    const wanted = await ruleOf(c, c.req.valid("json"));
    const added = wanted.ok ? await addRule(c, { ...wanted.value, projects: [project.slug] }) : wanted;
    return added.ok ? c.json(await ruleJson(c, added.value, project), 201) : badRequest(c, added.reason, added.detail);
  })
  .get("/projects/:org/:project/rules/:id", allow("project:read"), async (c) => {
    const found = await findIn(c);
    return found === null ? noSuchResource(c) : c.json(await ruleJson(c, found.rule, found.project));
  })
  .put("/projects/:org/:project/rules/:id", allow("project:write"), sentryInput(sentryRule), async (c) => {
    const found = await findIn(c);
    if (found === null) return noSuchResource(c);
    const wanted = await ruleOf(c, c.req.valid("json"));
    if (!wanted.ok) return badRequest(c, wanted.reason, wanted.detail);
    const { projects: _, mutedUntilMs: __, ...change } = wanted.value;
    // What Sentry's rules cannot say stays as it is.
    const filters = { ...change.filters, title: found.rule.filters.title };
    const changed = await changeRule(c, found.rule, { ...change, filters });
    if (!changed.ok) return badRequest(c, changed.reason, changed.detail);
    return c.json(await ruleJson(c, changed.value, found.project));
  })
  .delete("/projects/:org/:project/rules/:id", allow("project:write"), async (c) => {
    const found = await findIn(c);
    if (found === null) return noSuchResource(c);
    await removeRule(c, found.rule);
    return c.body(null, 202);
  });

const concerns = (projects: readonly number[], { id }: ProjectRecord) => projects.length === 0 || projects.includes(id);

/** The rule of a path, when it concerns the path's project. */
async function findIn(c: Context<App>): Promise<{ rule: AlertRule; project: ProjectRecord } | null> {
  const [rule, project] = await Promise.all([
    findRule(c.env.DB, c.req.param("id") ?? ""),
    findProject(c.env.DB, c.req.param("project") ?? ""),
  ]);
  return rule !== null && project !== null && concerns(rule.projects, project) ? { rule, project } : null;
}

/** A rule of Sentry's as one of ours; fails with a sentence on what we do not have. */
async function ruleOf(
  c: Context<App>,
  wanted: z.infer<typeof sentryRule>,
): Promise<Result<NewRule, "conditions" | "filters" | "actions" | "invalid-input">> {
  const [triggers, filters] = [triggersOf(wanted.conditions), filtersOf(wanted.filters, wanted.environment ?? null)];
  if (!triggers.ok) return triggers;
  if (!filters.ok) return filters;
  if (wanted.actionMatch === "all" && triggers.value.length > 1) {
    return { ok: false, reason: "conditions", detail: "This server fires on any condition, not on all together." };
  }
  if (wanted.filterMatch !== "all" && wanted.filters.length > (wanted.filterMatch === "any" ? 1 : 0)) {
    return { ok: false, reason: "filters", detail: "On this server all filters of a rule must match." };
  }
  const receivers = await receiversOf(c, wanted.actions);
  if (!receivers.ok) return receivers;
  const parsed = newRule.safeParse({
    name: wanted.name,
    enabled: wanted.status === "active",
    owner: wanted.owner?.startsWith("user:") ? wanted.owner.slice("user:".length) : null,
    triggers: triggers.value,
    filters: filters.value,
    receivers: receivers.value,
    intervalMinutes: wanted.frequency,
  });
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return { ok: false, reason: "invalid-input", detail: `${issue?.path.join(".")}: ${issue?.message}` };
}

/** A rule in Sentry's shape. */
async function ruleJson(c: Context<App>, rule: AlertRule, { slug }: ProjectRecord) {
  const muted = isMuted(rule, c.get("nowMs"));
  return {
    id: rule.id,
    name: rule.name,
    conditions: conditionsOf(rule.triggers),
    filters: filterList(rule.filters),
    actions: await actionsOf(c.env, rule.receivers),
    actionMatch: "any",
    filterMatch: "all",
    frequency: rule.intervalMinutes,
    environment: rule.filters.environments[0] ?? null,
    owner: rule.owner === null ? null : `user:${rule.owner}`,
    dateCreated: new Date(rule.createdAtMs).toISOString(),
    createdBy: null,
    projects: [slug],
    status: rule.enabled ? "active" : "disabled",
    snooze: muted,
    snoozeForEveryone: muted,
  };
}
