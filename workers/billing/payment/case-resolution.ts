import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { askManual } from "../ledger/period/manual.ts";
import { readChart } from "../ledger/posting/chart-book.ts";
import { bookedTo, readCase, resolveCase } from "./case.ts";
import { BANK } from "./payment.ts";
import type { MoneyCase } from "./view.ts";

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
  return found.resolvedMs === null ? ok(found) : fail("resolved-already", `${found.resolvedBy} has resolved it.`);
}

/** Settles a case. With an account of the chart its amount is booked there, by an entry that a second person posts. */
export async function settleCase(
  c: Context<App>,
  id: string,
  { reason, account }: z.output<typeof resolving>,
): Promise<Result<MoneyCase, string>> {
  const found = await openCase(c.env.DB, id);
  if (!found.ok) return found;
  if (found.value.kind === "fraud-warning" && account !== null)
    return fail("nothing-to-book", "The money is where the payment says. Refund it, or leave it.");
  await audit(c, { action: "case.resolved", target: `case:${id}`, detail: { reason, account } });
  if (account !== null && found.value.amount !== 0) {
    const asked = await askBooking(c, found.value, account, reason);
    if (!asked.ok) return asked;
  }
  await resolveCase(c, id, account === null ? "explained" : bookedTo(account), reason);
  return ok((await readCase(c.env.DB, id)) ?? found.value);
}

/** Where the money of a case stands until somebody says what it is. */
const standsIn = ({ gateway }: MoneyCase): string => (gateway === BANK ? "1000" : `1050:${gateway}`);

async function askBooking(c: Context<App>, found: MoneyCase, account: string, reason: string) {
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
  return askManual(c.env.DB, await readChart(c.env.DB), entry, { id: personId ?? id, name }, c.get("nowMs"));
}
