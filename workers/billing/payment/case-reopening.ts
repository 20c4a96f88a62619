import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { openingAgain, readCase } from "./case.ts";
import { caseReason } from "./case-resolution.ts";
import { recordedTransfer, referenceOf } from "./transfer/claim.ts";
import { EXPLAINED, type MoneyCase } from "./view.ts";

/** How often a case is opened again at most. */
export const REOPENINGS_MAX = 10;

/** Why an explanation does not hold. */
export const reopening = z.strictObject({ reason: caseReason });

/**
 * Opens a case again that was explained; what was said of it stays with the case. The same again by the same is answered as the
 * first time. What is booked or paid is closed by that.
 */
export async function reopenCase(
  c: Context<App>,
  id: string,
  { reason }: z.output<typeof reopening>,
): Promise<Result<MoneyCase, string>> {
  const { DB: db } = c.env;
  const [by, nowMs] = [c.get("actor").name, c.get("nowMs")];
  const found = await readCase(db, id);
  if (!found) return fail("no-such-case", "There is no such case.");
  const last = found.reopenings.at(-1);
  if (found.resolvedMs === null && last?.by === by && last.reason === reason) return ok(found);
  if (found.resolvedMs === null) return fail("case-open", "The case is open.");
  const { resolution, resolvedBy } = found;
  if (resolution !== EXPLAINED)
    return fail("not-explained", `Only what was explained is opened again: it is ${resolution} by ${resolvedBy}.`);
  if (found.reopenings.length >= REOPENINGS_MAX)
    return fail("too-many-reopenings", `A case is opened again ${REOPENINGS_MAX} times at most.`);
  const paid = found.kind === "transfer" ? await recordedTransfer(c.env, referenceOf(id), nowMs) : null;
  if (paid) return fail("recorded-already", `The transfer paid invoice ${paid.number}.`);
  await audit(c, { action: "case.reopened", target: `case:${id}`, detail: { reason } });
  const { meta } = await openingAgain(db, found, { reason, by, nowMs }).run();
  // Somebody was faster: the next look says what they did.
  if (meta.changes === 0) return reopenCase(c, id, { reason });
  return ok((await readCase(db, id)) ?? found);
}
