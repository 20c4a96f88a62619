import { Hono } from "hono";
import { AUDIT_LOG_NAME } from "../../../../durable-objects/audit-log/entry.ts";
import { allow } from "../../../front/access.ts";
import type { App } from "../../../front/context.ts";
import { reasonIn } from "../../portal/activity/activity.ts";
import { listLooks } from "../../portal/activity/look.ts";
import { LOOKS_SHOWN, type LookPage, type LookView } from "../view.ts";

/** What the audit log calls a look that showed or handed out personal data. */
const DEEPER = { "billing.personal.revealed": "revealed", "billing.account.exported": "exported" } as const;

/** Who of the company looked at an account, and who saw or took along personal data and why, the newest first. */
export const lookRoutes = new Hono<App>().get("/:id/looks", allow("billing:read"), async (c) => {
  const accountId = c.req.param("id");
  const log = c.env.AUDIT_LOG.getByName(AUDIT_LOG_NAME);
  const deeper = Object.entries(DEEPER).map(async ([action, what]) => {
    const { entries } = await log.page(null, { action, target: `account:${accountId}` });
    return entries.map(
      ({ atMs, actor, detail }): LookView => ({ atMs, what, by: actor.name, reason: reasonIn(detail) }),
    );
  });
  const [looks, ...others] = await Promise.all([listLooks(c.env.DB, accountId, LOOKS_SHOWN), ...deeper]);
  const names = await namesOf(c.env.DB, [...new Set(looks.map(({ personId }) => personId))]);
  const pages = looks.map(
    ({ atMs, personId }): LookView => ({ atMs, what: "looked", by: names.get(personId) ?? personId, reason: "" }),
  );
  const all = [...pages, ...others.flat()].sort((a, b) => b.atMs - a.atMs);
  return c.json<LookPage>({ looks: all.slice(0, LOOKS_SHOWN) });
});

/** What the audit log calls people of the company, by their ids. */
async function namesOf(db: D1Database, ids: string[]): Promise<Map<string, string>> {
  const { results } = await db
    .prepare("select id, email from person where id in (select value from json_each(?))")
    .bind(JSON.stringify(ids))
    .all<{ id: string; email: string }>();
  return new Map(results.map(({ id, email }) => [id, email]));
}
