import type { Context } from "hono";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { type ProblemAnswer, problem } from "../../../front/problem.ts";
import { refused } from "../../refusal.ts";
import { tokenRefusal } from "../../second-person.ts";
import type { ApprovalView } from "../view.ts";
import { carryOutApproved, decideApproval, findApproval } from "./approval.ts";

/** Decides a request as the second person, who has the right that it asks for and did not make it, and carries it out; or answers why not. */
export async function decide(
  c: Context<App>,
  id: string,
  approve: boolean,
  reason: string,
): Promise<ApprovalView | ProblemAnswer> {
  const { DB: db } = c.env;
  const asked = await findApproval(db, id);
  if (!asked) return problem(c, { status: 404, reason: "no-such-request", detail: "There is no such request." });
  const token = tokenRefusal(c);
  if (token) return token;
  const actor = c.get("actor");
  if (!actor.scopes.has(asked.scope))
    return problem(c, { status: 403, reason: "missing-scope", detail: `This needs the right ${asked.scope}.` });
  const action = approve ? "billing.request.approved" : "billing.request.refused";
  await audit(c, { action, target: `account:${asked.accountId}`, detail: { request: id, reason } });
  const decided = await decideApproval(db, id, approve, actor, reason, c.get("nowMs"));
  if (!decided.ok) return refused(c, decided);
  await carryOutApproved(c.env, c.get("nowMs"), id);
  const approval = await findApproval(db, id);
  if (!approval) throw new Error("a request is never deleted");
  return approval;
}
