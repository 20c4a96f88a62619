import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { jsonInput } from "../../../front/input.ts";
import { type ProblemAnswer, problem } from "../../../front/problem.ts";
import { newId } from "../../../kit/ids.ts";
import type { JsonObject } from "../../../kit/json.ts";
import { MINUTE_MS } from "../../../kit/time.ts";
import { accountBooks, deedOf } from "../../account-client.ts";
import { withCouponRedeemed } from "../../catalogue/coupon-input.ts";
import { inventedPrice } from "../../catalogue/known-price.ts";
import { hashedId } from "../../hashed-id.ts";
import { runOnBooks } from "../../payment/refund/refund-claim.ts";
import { askApproval } from "../approval/approval.ts";
import { employeeRefusal } from "../person/employee.ts";
import type { CommandView, EffectView } from "../view.ts";
import { commandEffect } from "./command-effect.ts";
import { APPROVAL_SCOPES, STAFF_COMMANDS } from "./staff-command.ts";

const Asked = z.object({
  command: z.string(),
  input: z.record(z.string(), z.json()),
  reason: z.string().trim().max(1_000).default(""),
});
/** What somebody was shown that a command would do, and as of when. */
const Shown = z.object({ atMs: z.int(), effect: z.array(z.string().max(10_000)).max(1_000) });
const Sent = Asked.extend({ key: z.string().min(1).max(200).optional(), shown: Shown.optional() });
type Asked = z.output<typeof Asked>;
/** How long what was shown can still be done as of then. */
export const SHOWN_LIVES_MS = 15 * MINUTE_MS;

/** Commands on an account's books: what one would do, and doing it. Above a limit it waits for a second person. */
export const commandRoutes = new Hono<App>()
  .post("/:id/preview", allow("billing:read"), jsonInput(Asked), async (c) => {
    const id = c.req.param("id");
    const refused = await withoutRight(c, id, c.req.valid("json"));
    if (refused) return refused;
    const { command, input, reason } = c.req.valid("json");
    // A preview before a reason is given is asked for all the same.
    return c.json<EffectView>(await commandEffect(c.env, id, { command, input, deed: deedOf(c, reason || "…") }));
  })
  .post("/:id/commands", allow("billing:read"), jsonInput(Sent), async (c) => {
    const asked = c.req.valid("json");
    const id = c.req.param("id");
    const refused = await withoutRight(c, id, asked);
    if (refused) return refused;
    const { key = newId(), command, reason } = asked;
    const atMs = await asShown(c, id, asked, key);
    if (atMs === null) return problem(c, CHANGED);
    const deed = { ...deedOf(c, reason), nowMs: atMs };
    // The account's own log has the input; the company's has who did what to whom and why.
    await audit(c, { action: `billing.${command}`, target: `account:${id}`, detail: { reason, key } });
    const input = asked.input as JsonObject; // parsed as JSON
    const redeemed = await withCouponRedeemed(c.env, { accountId: id, command, input, deed });
    if (!redeemed.ok) return problem(c, { status: 409, ...named(redeemed) });
    const reply = await runOnBooks(c.env, id, { key, command, input: redeemed.value, deed });
    if (reply.ok) return c.json<CommandView>({ done: true, seq: reply.seq });
    const scope = APPROVAL_SCOPES[command];
    if (reply.reason !== "needs-approval" || !scope) return problem(c, { status: 409, ...named(reply) });
    if (reason === "") return problem(c, { status: 409, reason: "no-reason", detail: "Say why, for who approves it." });
    const effect = await commandEffect(c.env, id, { command, input, deed });
    const { personId, id: actorId } = c.get("actor");
    const requesterId = personId ?? actorId;
    const approvalId = await askApproval(c.env.DB, {
      // Sent again it is the same request, which is carried out once.
      id: hashedId([requesterId, key, id, command, JSON.stringify(input)].join("\n")),
      accountId: id,
      ...{ command, input, scope, deed, requesterId },
      effect: effect.ok ? effect.effect : [],
    });
    return c.json<CommandView>({ done: false, approvalId }, 202);
  });

const CHANGED = {
  status: 409,
  reason: "effect-changed",
  detail: "It would do something else by now than what you were shown. Look again.",
} as const;

/**
 * As of when a command does what its sender was shown: now, else then. What was done already is answered as it was. Null where it
 * would do something else.
 */
async function asShown(
  c: Context<App>,
  accountId: string,
  { command, input, shown }: z.output<typeof Sent>,
  key: string,
): Promise<number | null> {
  const nowMs = c.get("nowMs");
  if (!shown || (await accountBooks(c.env, accountId).hasRun(key))) return nowMs;
  const times = shown.atMs < nowMs && nowMs - shown.atMs <= SHOWN_LIVES_MS ? [nowMs, shown.atMs] : [nowMs];
  for (const atMs of times) {
    const deed = { ...deedOf(c, "…"), nowMs: atMs };
    const sent = { command, input: input as JsonObject, deed }; // parsed as JSON
    const seen = await commandEffect(c.env, accountId, sent);
    // What is refused says itself why.
    if (!seen.ok || JSON.stringify(seen.effect) === JSON.stringify(shown.effect)) return atMs;
  }
  return null;
}

async function withoutRight(c: Context<App>, id: string, { command, input }: Asked): Promise<ProblemAnswer | null> {
  const scope = STAFF_COMMANDS[command];
  if (scope === undefined) {
    return problem(c, { status: 422, reason: "no-such-command", detail: `Nobody runs ${command} from here.` });
  }
  const { scopes } = c.get("actor");
  if (!scopes.has(scope))
    return problem(c, { status: 403, reason: "missing-scope", detail: `This needs the right ${scope}.` });
  // Parsed as JSON.
  const sent = { command, input: input as JsonObject };
  const refused =
    (await inventedPrice(c.env.DB, accountBooks(c.env, id), sent, scopes)) ?? (await employeeRefusal(c.env, id, sent));
  return refused && problem(c, { status: 403, ...named(refused) });
}

const named = ({ reason, detail }: { reason: string; detail: string }) => ({ reason, detail });
