import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { invalidInput, jsonInput, queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import type { JsonObject } from "../../kit/json.ts";
import { approvalPage, askApproval, findApproval } from "../account/approval/approval.ts";
import { decide } from "../account/approval/deciding.ts";
import { commandEffect } from "../account/command/command-effect.ts";
import { APPROVAL_SCOPES, STAFF_COMMANDS } from "../account/command/staff-command.ts";
import type { ApprovalStatus, ApprovalView } from "../account/view.ts";
import { accountBooks, deedOf } from "../account-client.ts";
import { refused } from "../refusal.ts";
import { bookInput, withoutReason } from "./command-input.ts";
import { idOfNew } from "./idempotency-key.ts";
import { inputOf } from "./input.ts";
import { listedApprovals } from "./list-query.ts";
import { noCursor, noSuchThing, page } from "./resource.ts";

/** What somebody asked a second person for, as programs read it. */
export interface ApprovalResource extends Omit<ApprovalView, "status"> {
  object: "approval";
  /** `expired` for one that nobody decided in time. */
  status: ApprovalStatus;
}

const because = z.string().trim().max(1_000);

/** A command that needs a second person, with what it takes. */
export const asking = z.strictObject({
  accountId: z.uuid(),
  command: z.enum([
    "account.incinerate",
    "waiver.give",
    "subscription.create",
    "subscription.extend-trial",
    "subscription.change",
    "credit-note.issue",
    "refund.start",
    "invoice.void",
    "invoice.write-off",
    "balance.adjust",
  ]),
  input: z.record(z.string(), z.unknown()).default({}),
  reason: because.min(1, "Say why, for who approves it."),
});

/** A second person's decision. */
export const deciding = z.strictObject({ reason: because.default("") });

/** What waits for a second person: asked for, read and decided. */
export const approvalApi = new Hono<App>()
  .get("/approvals", allow("billing:read"), queryInput(listedApprovals), async (c) => {
    const { limit, cursor, ...filter } = c.req.valid("query");
    const place = cursor === undefined ? null : PLACE.exec(cursor);
    if (cursor !== undefined && place === null) return noCursor(c);
    const after = place && { createdMs: Number(place[1]), id: place[2] ?? "" };
    // One more than is shown tells whether there is more.
    const found = await approvalPage(c.env.DB, { ...filter, after }, c.get("nowMs"), limit + 1);
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    const data = shown.map((one) => approvalResource(one, c.get("nowMs")));
    return c.json(page(data, last ? `${last.createdMs}:${last.id}` : null));
  })
  .get("/approvals/:id", allow("billing:read"), async (c) => {
    const found = await findApproval(c.env.DB, c.req.param("id"));
    return found ? c.json(approvalResource(found, c.get("nowMs"))) : noSuchThing(c);
  })
  .post("/approvals", allow("billing:read"), jsonInput(asking), (c) => ask(c, c.req.valid("json")))
  .post("/approvals/:id/approve", allow("billing:read"), jsonInput(deciding), async (c) => {
    const decided = await decide(c, c.req.param("id"), true, c.req.valid("json").reason);
    return decided instanceof Response ? decided : c.json(approvalResource(decided, c.get("nowMs")));
  })
  .post("/approvals/:id/decline", allow("billing:read"), jsonInput(deciding), async (c) => {
    const decided = await decide(c, c.req.param("id"), false, c.req.valid("json").reason);
    return decided instanceof Response ? decided : c.json(approvalResource(decided, c.get("nowMs")));
  });

const PLACE = /^(\d{1,16}):([\w-]{1,64})$/;

/** Keeps what somebody asks for that needs a second person; who may do it alone is told so. */
async function ask(c: Context<App>, asked: z.output<typeof asking>): Promise<Response> {
  const { accountId, command } = asked;
  const [own, scope] = [STAFF_COMMANDS[command], APPROVAL_SCOPES[command]];
  if (own === undefined || scope === undefined) throw new Error(`${command} needs nobody`);
  const { kind, scopes, personId, id: actorId } = c.get("actor");
  // Two people erase an account: a token stands for the one who made it.
  if (command === "account.incinerate" && kind === "token" && personId === undefined)
    return problem(c, { status: 403, reason: "not-a-person", detail: "An erasure is asked for by a person's token." });
  if (!scopes.has(own))
    return problem(c, { status: 403, reason: "missing-scope", detail: `This needs the right ${own}.` });
  const { reason } = asked;
  // A command's own reason may be another one, such as a credit note's.
  const named: JsonObject = { reason, ...(asked.input as JsonObject) }; // of a JSON body
  const read = inputOf(command).safeParse(named);
  if (!read.success) return invalidInput(c, read.error);
  const id = idOfNew(c, asked);
  // Cut off before its answer: by now it may be decided, and need nobody any more.
  const before = await findApproval(c.env.DB, id);
  if (before) return c.json(approvalResource(before, c.get("nowMs")), 201);
  if ((await accountBooks(c.env, accountId).record("account", accountId)) === null) return noSuchThing(c);
  const { given } = withoutReason(command, named);
  const taken = await bookInput(c, accountId, { command, given }, null);
  if (!taken.ok) return taken.answer;
  const deed = deedOf(c, reason);
  const seen = await commandEffect(c.env, accountId, { command, input: taken.value, deed });
  if (!seen.ok) return refused(c, seen);
  if (!seen.needsApproval)
    return refused(c, { ok: false, reason: "needs-nobody", detail: "This needs no second person: do it." });
  await audit(c, {
    ...{ action: "billing.request.asked", target: `account:${accountId}` },
    detail: { request: id, command, reason },
  });
  const requesterId = personId ?? actorId;
  await askApproval(c.env.DB, {
    ...{ id, accountId, command, input: taken.value, scope, deed, requesterId, effect: seen.effect },
  });
  const found = await findApproval(c.env.DB, id);
  if (!found) throw new Error("a request is never deleted");
  return c.json(approvalResource(found, c.get("nowMs")), 201);
}

const approvalResource = ({ id, status, ...row }: ApprovalView, nowMs: number): ApprovalResource => ({
  ...{ id, object: "approval", status: status === "waiting" && row.expiresMs <= nowMs ? "expired" : status },
  ...row,
});
