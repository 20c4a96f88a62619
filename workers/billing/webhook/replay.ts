import * as z from "zod";
import { fail, ok, type Result } from "../../kit/result.ts";
import { chose } from "./choice.ts";
import type { ReplayView } from "./view.ts";

/** Accounts that one replay is for at most: each is a lane. */
export const REPLAY_ACCOUNTS_MAX = 10_000;

const accountId = z.uuid();
const sequence = z.int().positive();

/** What is sent again: an account's events from one number to another, or what happened since a time, of one account or all. */
export const replayInput = z.union([
  z.strictObject({ accountId, fromSequence: sequence, toSequence: sequence }),
  z.strictObject({ accountId: accountId.nullable().default(null), sinceMs: z.int().nonnegative() }),
]);

export type Replay = z.output<typeof replayInput>;

/** The events of a replay that the endpoint chose. */
function chosen(endpointId: string, replay: Replay): { from: string; values: (string | number)[] } {
  const from = `from billing_event b join billing_webhook_endpoint e on e.id = ?
    where (e.product_id is null or e.product_id = b.product_id)
      and ${chose("b.type")}`;
  if ("sinceMs" in replay) {
    const of =
      replay.accountId === null ? { sql: "", values: [] } : { sql: "and b.account_id = ?", values: [replay.accountId] };
    return { from: `${from} and b.kept_ms >= ? ${of.sql}`, values: [endpointId, replay.sinceMs, ...of.values] };
  }
  const { accountId: id, fromSequence, toSequence } = replay;
  return {
    from: `${from} and b.account_id = ? and b.seq between ? and ?`,
    values: [endpointId, id, fromSequence, toSequence],
  };
}

/** How much a replay would send. */
export async function countReplay(db: D1Database, endpointId: string, replay: Replay): Promise<ReplayView> {
  const { from, values } = chosen(endpointId, replay);
  const counted = await db
    .prepare(`select count(*) as events, count(distinct b.account_id) as accounts ${from}`)
    .bind(...values)
    .first<Omit<ReplayView, "object">>();
  return { object: "webhook_replay", ...(counted ?? { events: 0, accounts: 0 }) };
}

/**
 * Lets events wait for an endpoint again, each account's in their order, beside what just happens. `run` is the replay's
 * id: the same one again changes nothing.
 */
export async function startReplay(
  db: D1Database,
  endpointId: string,
  run: string,
  replay: Replay,
  nowMs: number,
): Promise<Result<ReplayView, "too-many-accounts">> {
  const counted = await countReplay(db, endpointId, replay);
  if (counted.accounts > REPLAY_ACCOUNTS_MAX) {
    return fail("too-many-accounts", `A replay is for ${REPLAY_ACCOUNTS_MAX} accounts at most. Choose a later time.`);
  }
  const { from, values } = chosen(endpointId, replay);
  await db
    .prepare(
      `insert or ignore into billing_webhook_lane
         (endpoint_id, account_id, run, next_seq, last_seq, attempts, next_ms, leased_ms, since_ms, parked, missed)
       select e.id, b.account_id, ?, min(b.seq), max(b.seq), 0, ?, 0, ?, 0, 0 ${from} group by b.account_id`,
    )
    .bind(run, nowMs, nowMs, ...values)
    .run();
  return ok(counted);
}
