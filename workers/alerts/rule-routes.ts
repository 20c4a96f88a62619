import { type Context, Hono } from "hono";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import { jsonInput } from "../front/input.ts";
import { problem } from "../front/problem.ts";
import type { Failure } from "../kit/result.ts";
import { type AlertRule, newRule, ruleChange } from "./rule.ts";
import { findRule, listRules } from "./rule-book.ts";
import { addRule, changeRule, removeRule } from "./rule-change.ts";
import { ruleViews } from "./rule-view.ts";
import type { AlertRuleView } from "./view.ts";

/** Alert rules. */
export const ruleRoutes = new Hono<App>()
  .get("/rules", allow("project:read"), async (c) =>
    c.json({ rules: await ruleViews(c.env.DB, await listRules(c.env.DB)) }),
  )
  .post("/rules", allow("project:write"), jsonInput(newRule), async (c) => {
    const added = await addRule(c, c.req.valid("json"));
    return added.ok ? c.json(await viewOf(c, added.value), 201) : refused(c, added);
  })
  .get("/rules/:id", allow("project:read"), async (c) => {
    const rule = await findRule(c.env.DB, c.req.param("id"));
    return rule === null ? noSuchRule(c) : c.json(await viewOf(c, rule));
  })
  .patch("/rules/:id", allow("project:write"), jsonInput(ruleChange), async (c) => {
    const rule = await findRule(c.env.DB, c.req.param("id"));
    if (rule === null) return noSuchRule(c);
    const changed = await changeRule(c, rule, c.req.valid("json"));
    return changed.ok ? c.json(await viewOf(c, changed.value)) : refused(c, changed);
  })
  .delete("/rules/:id", allow("project:write"), async (c) => {
    const rule = await findRule(c.env.DB, c.req.param("id"));
    if (rule === null) return noSuchRule(c);
    await removeRule(c, rule);
    return c.body(null, 204);
  });

async function viewOf(c: Context<App>, rule: AlertRule): Promise<AlertRuleView> {
  const [view] = await ruleViews(c.env.DB, [rule]);
  if (view === undefined) throw new Error("unreachable: each rule has a view");
  return view;
}

const noSuchRule = (c: Context<App>) =>
  problem(c, { status: 404, reason: "no-such-rule", detail: "There is no alert rule of that id." });

/** What names something that is not there is a wrong field; more rules than may be is a conflict. */
const refused = (c: Context<App>, { reason, detail }: Failure<string>) =>
  reason === "too-many-rules"
    ? problem(c, { status: 409, reason, detail })
    : problem(c, { status: 422, reason: "invalid-input", detail, causes: [detail], fields: { [reason]: detail } });
