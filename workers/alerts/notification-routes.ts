import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../front/access.ts";
import { audit } from "../front/audit.ts";
import type { App } from "../front/context.ts";
import { framedPage } from "../front/framed-page.ts";
import { jsonInput, queryInput } from "../front/input.ts";
import { problem } from "../front/problem.ts";
import { deliverDue } from "./delivery.ts";
import { mailMessage } from "./mail-message.ts";
import { messageOf, requestBody } from "./message.ts";
import {
  CHANGE_MAX,
  countNotifications,
  dismissNotifications,
  findNotification,
  listNotifications,
  replayNotifications,
} from "./notification-book.ts";
import { triesOf } from "./notification-try.ts";
import type { NotificationDetail } from "./view.ts";

const listQuery = z.object({
  status: z.enum(["waiting", "delivered", "parked", "dismissed"]).optional(),
  rule: z.string().max(64).optional(),
  receiver: z.string().max(64).optional(),
  issue: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  cursor: z.string().max(220).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

const named = z.strictObject({ ids: z.array(z.string().max(200)).min(1).max(CHANGE_MAX) });

/** The outbox of notifications, its failures, and what people do about them. */
export const notificationRoutes = new Hono<App>()
  .get("/notifications", allow("project:read"), queryInput(listQuery), async (c) => {
    const { status = null, rule = null, receiver = null, issue = null, cursor = null, limit } = c.req.valid("query");
    const query = { status, ruleId: rule, receiverId: receiver, issueId: issue, cursor, limit };
    const [list, counts] = await Promise.all([listNotifications(c.env.DB, query), countNotifications(c.env.DB)]);
    return c.json({ ...list, counts });
  })
  .get("/notifications/:id", allow("project:read"), async (c) => {
    const found = await findNotification(c.env.DB, c.req.param("id"));
    if (found === null) return noSuchNotification(c);
    const { content } = found;
    const tries = (await triesOf(c.env.DB, found.id)).map(({ atMs, ...kept }) => ({
      ...{ atMs, ...kept, body: null as string | null },
      ...(kept.headers &&
        found.receiver.kind !== "mail" &&
        "rule" in content && { body: requestBody(found.receiver.kind, content, atMs) }),
    }));
    return c.json<NotificationDetail>({ ...found, message: messageOf(found, c.get("nowMs")), tries });
  })
  .get("/notifications/:id/html", allow("project:read"), async (c) => {
    const found = await findNotification(c.env.DB, c.req.param("id"));
    if (found?.receiver.kind !== "mail") return noSuchNotification(c);
    return framedPage(c, mailMessage(found.content).html);
  })
  .post("/notifications/replay", allow("project:write"), jsonInput(named), async (c) => {
    const { ids } = c.req.valid("json");
    await audit(c, {
      action: "alert-notifications.replayed",
      target: `alert-notifications:${ids.length}`,
      detail: { ids },
    });
    const changed = await replayNotifications(c.env.DB, ids, c.get("nowMs"));
    if (changed > 0) c.executionCtx.waitUntil(deliverDue(c.env, c.get("nowMs")));
    return c.json({ changed });
  })
  .post("/notifications/dismiss", allow("project:write"), jsonInput(named), async (c) => {
    const { ids } = c.req.valid("json");
    await audit(c, {
      action: "alert-notifications.dismissed",
      target: `alert-notifications:${ids.length}`,
      detail: { ids },
    });
    return c.json({ changed: await dismissNotifications(c.env.DB, ids) });
  });

const noSuchNotification = (c: Context<App>) =>
  problem(c, {
    status: 404,
    reason: "no-such-notification",
    detail: "There is no notification of that id, or it expired.",
  });
