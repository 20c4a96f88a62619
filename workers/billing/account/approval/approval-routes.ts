import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import type { App } from "../../../front/context.ts";
import { jsonInput } from "../../../front/input.ts";
import type { ApprovalView } from "../view.ts";
import { listApprovals } from "./approval.ts";
import { decide } from "./deciding.ts";

const Decision = z.object({ approve: z.boolean(), reason: z.string().trim().max(1_000).default("") });

/** What waits for a second person, under `/console/api/billing/approvals`. */
export const approvalRoutes = new Hono<App>()
  .get("/", allow("billing:read"), async (c) =>
    c.json<{ approvals: ApprovalView[] }>({ approvals: await listApprovals(c.env.DB, c.get("nowMs")) }),
  )
  .post("/:id/decision", allow("billing:read"), jsonInput(Decision), async (c) => {
    const { approve, reason } = c.req.valid("json");
    const decided = await decide(c, c.req.param("id"), approve, reason);
    return decided instanceof Response ? decided : c.json<ApprovalView>(decided);
  });
