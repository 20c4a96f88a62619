import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { type Failure, fail, ok, type Result } from "../../kit/result.ts";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { askManual } from "../ledger/period/manual.ts";
import { readChart } from "../ledger/posting/chart-book.ts";
import { bookedTo, readCase, resolvedAlready, settlingCase } from "./case.ts";
import { BANK } from "./payment.ts";
import { type Recorded, recordedTransfer, referenceOf } from "./transfer/claim.ts";
import { EXPLAINED, type MoneyCase } from "./view.ts";

/** Why a case is settled, in the words of whoever does it. */
export const caseReason = z.string().trim().min(1, "Say why.").max(500);

/** How a case is settled: explained, or with an account of the chart to which its money is booked. */
export const resolving = z.strictObject({
  reason: caseReason,
  account: z.string().min(4).max(80).nullable().default(null),
});

/** A case that nobody has resolved yet; else why there is none. */
export async function openCase(db: D1Database, id: string): Promise<Result<MoneyCase, string>> {
  const found = await readCase(db, id);
  if (!found) return fail("no-such-case", "There is no such case.");
  return found.resolvedMs === null ? ok(found) : resolvedAlready(found);
}

/**
 * Settles a case. With an account of the chart its amount is booked there, by an entry that a second person posts; both are one
 * commit. The same again by the same is answered as the first time.
 */
export async function settleCase(
  c: Context<App>,
  id: string,
  { reason, account }: z.output<typeof resolving>,
): Promise<Result<MoneyCase, string>> {
  const { DB: db } = c.env;
  const by = c.get("actor").name;
  const resolution = account === null ? EXPLAINED : bookedTo(account);
  const before = await readCase(db, id);
  if (before?.resolution === resolution && before.reason === reason && before.resolvedBy === by) return ok(before);
  const paid = before?.kind === "transfer" ? await recordedTransfer(c.env, referenceOf(id), c.get("nowMs")) : null;
  const found = await openCase(db, id);
  if (!found.ok) return found;
  const wrong = account === null ? null : notToBook(found.value, paid);
  if (wrong) return wrong;
  await audit(c, { action: "case.resolved", target: `case:${id}`, detail: { reason, account } });
  const settled = settlingCase(db, id, { resolution, reason, by, nowMs: c.get("nowMs") });
  const asked = await settledBy(c, found.value, { account, reason }, settled);
  // Somebody was faster, or an account takes the transfer: the next look says which.
  if (!asked.ok) return asked.reason === "settled-already" ? settleCase(c, id, { reason, account }) : asked;
  return ok((await readCase(db, id)) ?? found.value);
}

async function settledBy(
  c: Context<App>,
  found: MoneyCase,
  { account, reason }: z.output<typeof resolving>,
  settled: D1PreparedStatement,
): Promise<Result<unknown, string>> {
  if (account !== null && found.amount !== 0) return askBooking(c, found, account, reason, settled);
  const { meta } = await settled.run();
  return meta.changes === 1 ? ok(null) : fail("settled-already", "Somebody settled it meanwhile.");
}

/** Why the money of a case is not to be booked: the books have it already; null where they have not. */
function notToBook({ kind }: MoneyCase, paid: Recorded | null): Failure<string> | null {
  if (kind === "fraud-warning")
    return fail("nothing-to-book", "The money is where the payment says. Refund it, or leave it.");
  if (paid === null) return null;
  return fail("recorded-already", "The transfer paid an invoice. Close its case without booking it.");
}

/** Where the money of a case stands until somebody says what it is. */
const standsIn = ({ gateway }: MoneyCase): string => (gateway === BANK ? "1000" : `1050:${gateway}`);

async function askBooking(
  c: Context<App>,
  found: MoneyCase,
  account: string,
  reason: string,
  settled: D1PreparedStatement,
) {
  const { id, name, personId } = c.get("actor");
  const amount = Math.abs(found.amount);
  const { currency } = found;
  const isIn = found.amount > 0;
  const postings = [
    { account: standsIn(found), direction: isIn ? "debit" : "credit", amount, currency } as const,
    { account, direction: isIn ? "credit" : "debit", amount, currency } as const,
  ];
  const entry = {
    ...{ entity: MAIN_ENTITY, effectiveMs: found.occurredMs, expiresMs: null },
    ...{ description: `Case ${found.id}: ${reason}`.slice(0, 500), postings },
  };
  const by = { id: personId ?? id, name };
  const of = { caseId: found.id, settled };
  return askManual(c.env.DB, await readChart(c.env.DB), entry, by, c.get("nowMs"), of);
}
