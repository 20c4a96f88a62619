import { type Context, Hono } from "hono";
import { etag } from "hono/etag";
import * as z from "zod";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import { framedPage } from "../front/framed-page.ts";
import { queryInput } from "../front/input.ts";
import { problem } from "../front/problem.ts";
import { findMail, listMails } from "./kept-mail.ts";
import type { MailKind, MailList } from "./view.ts";

const listQuery = z.object({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** The mails that the embedded server kept, under `/console/api/mail`. */
export const mailRoutes = new Hono<App>()
  .use(allow())
  .on("GET", "*", etag())
  .get("/kept", allow("project:read"), queryInput(listQuery), async (c) => {
    const { cursor = null, limit } = c.req.valid("query");
    const kept = c.env.APIARY_ENGINE === "embedded";
    return c.json<MailList>({ kept, ...(await listMails(c.env.DB, { hidden: hiddenFrom(c), cursor, limit })) });
  })
  .get("/kept/:id", allow("project:read"), async (c) => {
    const mail = await findMail(c.env.DB, c.req.param("id"), hiddenFrom(c));
    return mail === null ? noSuchMail(c) : c.json(mail);
  })
  .get("/kept/:id/html", allow("project:read"), async (c) => {
    const html = (await findMail(c.env.DB, c.req.param("id"), hiddenFrom(c)))?.html ?? null;
    return html === null ? noSuchMail(c) : framedPage(c, html);
  });

export type MailRoutes = typeof mailRoutes;

const noSuchMail = (c: Context<App>) =>
  problem(c, { status: 404, reason: "no-such-mail", detail: "There is no mail of that id, or it expired." });

function hiddenFrom(c: Context<App>): MailKind[] {
  const { scopes } = c.get("actor");
  return [
    ...(scopes.has("member:admin") ? [] : (["sign-in"] as const)),
    ...(scopes.has("billing:reveal") ? [] : (["billing"] as const)),
  ];
}
