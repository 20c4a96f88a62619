import type { Scope } from "../../../identity/role.ts";
import { stillHas } from "../../../identity/standing.ts";
import { newId } from "../../../kit/ids.ts";
import type { Json, JsonObject } from "../../../kit/json.ts";
import { type Failure, fail, ok, type Result } from "../../../kit/result.ts";
import { DAY_MS } from "../../../kit/time.ts";
import { accountBooks } from "../../account-client.ts";
import { withCouponRedeemed } from "../../catalogue/coupon-input.ts";
import type { Deed } from "../../command/command.ts";
import { commandEffect } from "../command/command-effect.ts";
import { APPROVAL_SCOPES, STAFF_COMMANDS } from "../command/staff-command.ts";
import type { ApprovalStatus, ApprovalView } from "../view.ts";

/** How long a request waits for a second person. */
export const APPROVAL_MS = 3 * DAY_MS;
/** Requests that a page shows. */
const SHOWN_MAX = 200;
/** Approved requests that one minute's sweep carries out. */
const SWEPT_MAX = 50;

type Row = Omit<ApprovalView, "effect"> & { effect: string; input: string; deciderId: string | null };

const FIELDS = `p.id, p.account_id as accountId, coalesce(a.name, '') as accountName, p.command, p.input, p.effect, p.reason, p.scope,
  p.requester_id as requesterId, p.requester_name as requesterName, p.created_ms as createdMs, p.expires_ms as expiresMs, p.status,
  p.decider_id as deciderId, p.decider_name as deciderName, p.decided_ms as decidedMs, p.outcome`;
const FROM = "from billing_approval p left join billing_account a on a.id = p.account_id";

/** Keeps what somebody asked for above a limit. Returns its id; by the same one it is asked for once. */
export async function askApproval(
  db: D1Database,
  asked: {
    id?: string;
    accountId: string;
    command: string;
    input: Json;
    effect: string[];
    scope: string;
    deed: Deed;
    requesterId: string;
  },
): Promise<string> {
  const { id = newId(), accountId, command, input, effect, scope, deed, requesterId } = asked;
  await db
    .prepare(
      `insert into billing_approval (id, account_id, command, input, effect, reason, scope, requester_id, requester_name, created_ms, expires_ms, status)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting') on conflict do nothing`,
    )
    .bind(
      ...[id, accountId, command, JSON.stringify(input), JSON.stringify(effect), deed.reason, scope, requesterId],
      ...[deed.actor.name, deed.nowMs, deed.nowMs + APPROVAL_MS],
    )
    .run();
  return id;
}

/** Requests that wait, the oldest first; with an account those about it, decided ones too, the newest first. */
export async function listApprovals(db: D1Database, nowMs: number, accountId?: string): Promise<ApprovalView[]> {
  const statement =
    accountId === undefined
      ? db
          .prepare(
            `select ${FIELDS} ${FROM} where p.status = 'waiting' and p.expires_ms > ? order by p.created_ms limit ${SHOWN_MAX}`,
          )
          .bind(nowMs)
      : db
          .prepare(`select ${FIELDS} ${FROM} where p.account_id = ? order by p.created_ms desc limit ${SHOWN_MAX}`)
          .bind(accountId);
  return (await statement.all<Row>()).results.map(viewOf);
}

/** Which requests, and after which one a page begins. */
export interface ApprovalFilter {
  status?: ApprovalStatus | undefined;
  account?: string | undefined;
  after: { createdMs: number; id: string } | null;
}

/** A page of requests, the newest first. One that nobody decided in time waits no more: it is expired. */
export async function approvalPage(
  db: D1Database,
  { status, account, after }: ApprovalFilter,
  nowMs: number,
  limit: number,
): Promise<ApprovalView[]> {
  const conditions: { sql: string; values: (string | number)[] }[] = [
    ...(status === undefined ? [] : [{ sql: "p.status = ?", values: [status === "expired" ? "waiting" : status] }]),
    ...(status === "waiting" ? [{ sql: "p.expires_ms > ?", values: [nowMs] }] : []),
    ...(status === "expired" ? [{ sql: "p.expires_ms <= ?", values: [nowMs] }] : []),
    ...(account === undefined ? [] : [{ sql: "p.account_id = ?", values: [account] }]),
    ...(after === null ? [] : [{ sql: "(p.created_ms, p.id) < (?, ?)", values: [after.createdMs, after.id] }]),
  ];
  const where = conditions.map(({ sql }) => sql).join(" and ") || "true";
  const { results } = await db
    .prepare(`select ${FIELDS} ${FROM} where ${where} order by p.created_ms desc, p.id desc limit ?`)
    .bind(...conditions.flatMap(({ values }) => values), limit)
    .all<Row>();
  return results.map(viewOf);
}

/** One request; null when there is none. */
export async function findApproval(db: D1Database, id: string): Promise<ApprovalView | null> {
  const row = await db.prepare(`select ${FIELDS} ${FROM} where p.id = ?`).bind(id).first<Row>();
  return row && viewOf(row);
}

export type DecisionRefusal = "own-request" | "decided-already";

/** Decides a request that waits: never by who asked, and once. An approved one is carried out by `carryOutApproved`. */
export async function decideApproval(
  db: D1Database,
  id: string,
  approve: boolean,
  decider: { id: string; name: string },
  because: string,
  nowMs: number,
): Promise<Result<null, DecisionRefusal>> {
  const decided = await db
    .prepare(
      `update billing_approval set status = ?2, decider_id = ?3, decider_name = ?4, decided_ms = ?5, outcome = ?6
       where id = ?1 and status = 'waiting' and expires_ms > ?5 and requester_id <> ?3`,
    )
    .bind(id, approve ? "approved" : "refused", decider.id, decider.name, nowMs, approve ? "" : because)
    .run();
  if (decided.meta.changes > 0) return ok(null);
  const own = await db
    .prepare("select 1 from billing_approval where id = ? and requester_id = ?")
    .bind(id, decider.id)
    .first();
  return own
    ? fail("own-request", "Who asks does not approve. Somebody else with the right has to.")
    : fail("decided-already", "This request was decided already, or its time is over.");
}

/**
 * Carries out what was approved: one request, or all whose carrying out was cut off. Its id is the command's key, so it
 * happens once; one that would do something else by now, or whose people lost their rights, fails and can be asked for anew.
 */
export async function carryOutApproved(env: Env, nowMs: number, id?: string): Promise<void> {
  const { results } = await env.DB.prepare(
    `select ${FIELDS} ${FROM} where p.status = 'approved' and (?1 is null or p.id = ?1) order by p.decided_ms limit ${SWEPT_MAX}`,
  )
    .bind(id ?? null)
    .all<Row>();
  for (const row of results) {
    const deed: Deed = {
      nowMs,
      actor: { kind: "person", id: row.requesterId, name: row.requesterName },
      reason: row.reason,
      requestId: `approval:${row.id}`,
      approvedBy: { id: row.deciderId ?? "", name: row.deciderName ?? "" },
    };
    // Written by `askApproval`.
    const input = JSON.parse(row.input) as JsonObject;
    const envelope = { key: `approval:${row.id}`, command: row.command, input, deed };
    const books = accountBooks(env, row.accountId);
    // What ran already, before it was cut off, is only told.
    const over = (await books.hasRun(envelope.key)) ? null : await overtaken(env, row, envelope);
    const redeemed = over ?? (await withCouponRedeemed(env, { accountId: row.accountId, ...envelope }));
    const reply = redeemed.ok ? await books.run({ ...envelope, input: redeemed.value }, true) : redeemed;
    await env.DB.prepare("update billing_approval set status = ?2, outcome = ?3 where id = ?1 and status = 'approved'")
      .bind(row.id, reply.ok ? "done" : "failed", reply.ok ? "" : reply.detail)
      .run();
  }
}

/** Why what was approved is not carried out any more: the rights of its people, or what it would do; null when it is. */
async function overtaken(
  env: Env,
  row: Row,
  { command, input, deed }: { command: string; input: JsonObject; deed: Deed },
): Promise<Failure<"right-lost" | "effect-changed"> | null> {
  const needs: [string, string, Scope | undefined][] = [
    ["Who asked for it", row.requesterId, STAFF_COMMANDS[command]],
    ["Who approved it", row.deciderId ?? "", APPROVAL_SCOPES[command]],
  ];
  for (const [who, id, scope] of needs) {
    if (scope === undefined || !(await stillHas(env, id, scope, deed.nowMs)))
      return fail("right-lost", `${who} has not the right to it any more.`);
  }
  const seen = await commandEffect(env, row.accountId, { command, input, deed });
  // What cannot be done at all says itself why.
  if (!seen.ok || JSON.stringify(seen.effect) === row.effect) return null;
  return fail("effect-changed", "The account has changed: it would do something else by now. Ask for it again.");
}

const viewOf = ({ effect, input: _, deciderId: __, ...row }: Row): ApprovalView => ({
  ...row,
  effect: JSON.parse(effect) as string[], // as `askApproval` wrote it
});
