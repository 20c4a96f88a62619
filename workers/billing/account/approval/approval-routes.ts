import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { jsonInput } from "../../../front/input.ts";
import { problem } from "../../../front/problem.ts";
import { tokenRefusal } from "../../second-person.ts";
import type { ApprovalView } from "../view.ts";
import { carryOutApproved, decideApproval, findApproval, listApprovals } from "./approval.ts";

const Decision = z.object({ approve: z.boolean(), reason: z.string().trim().max(1_000).default("") });

/** What waits for a second person, under `/console/api/billing/approvals`. */
export const approvalRoutes = new Hono<App>()
  .get("/", allow("billing:read"), async (c) =>
    c.json<{ approvals: ApprovalView[] }>({ approvals: await listApprovals(c.env.DB, c.get("nowMs")) }),
  )
  .post("/:id/decision", allow("billing:read"), jsonInput(Decision), async (c) => {
    const id = c.req.param("id");
    const { approve, reason } = c.req.valid("json");
    const actor = c.get("actor");
    const asked = await findApproval(c.env.DB, id);
    if (!asked) return problem(c, { status: 404, reason: "no-such-request", detail: "There is no such request." });
    const token = tokenRefusal(c);
    if (token) return token;
    if (![...actor.scopes].some((scope) => scope === asked.scope)) {
      return problem(c, { status: 403, reason: "missing-scope", detail: `This needs the right ${asked.scope}.` });
    }
    const action = approve ? "billing.request.approved" : "billing.request.refused";
    await audit(c, { action, target: `account:${asked.accountId}`, detail: { request: id, reason } });
    const decided = await decideApproval(c.env.DB, id, approve, actor, reason, c.get("nowMs"));
    if (!decided.ok) return problem(c, { status: 409, reason: decided.reason, detail: decided.detail });
    await carryOutApproved(c.env, c.get("nowMs"), id);
    const approval = await findApproval(c.env.DB, id);
    if (!approval) throw new Error("a request is never deleted");
    return c.json<ApprovalView>(approval);
  });
