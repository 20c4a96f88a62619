import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import type { ProblemAnswer } from "../../../front/problem.ts";
import { type Failure, fail, ok, type Result } from "../../../kit/result.ts";
import { idOfNew } from "../../api/idempotency-key.ts";
import { readCompany } from "../../company/company-book.ts";
import { hasEntity, MAIN_ENTITY } from "../../company/legal-entity.ts";
import { refused } from "../../refusal.ts";
import { tokenRefusal } from "../../second-person.ts";
import { askReopening, closeMonth, decideReopening, type PeriodEvent, type Person, readPeriodEvent } from "./close.ts";
import { MONTH_PATTERN, type Month } from "./month.ts";

const month = z.string().regex(MONTH_PATTERN);

/** Why something is done to the books. */
export const bookReason = z.string().trim().min(1, "Say why.").max(500);

/** Which month is closed; `anyway` also while accounts have still to post what is of it. */
export const closing = z.strictObject({ month, anyway: z.boolean().default(false) });

/** Which month is to be opened again, and why. */
export const reopening = z.strictObject({ month, reason: bookReason });

/** Closes a month of a legal entity's books. */
export async function closeBooks(
  c: Context<App>,
  entity: string,
  { month, anyway }: z.output<typeof closing>,
): Promise<Result<{ openMonth: Month }, string>> {
  const unknown = await unknownEntity(c.env.DB, entity);
  if (unknown) return unknown;
  await audit(c, { action: "period.closed", target: periodOf(entity, month) });
  return closeMonth(c.env.DB, { entity, month }, personOf(c), c.get("nowMs"), anyway);
}

/**
 * Asks that the month of a legal entity's books that was closed last be opened again: a second person decides. The same request again by its key is the
 * same event.
 */
export async function askToReopen(
  c: Context<App>,
  entity: string,
  wanted: z.output<typeof reopening>,
): Promise<Result<PeriodEvent, string>> {
  const { DB: db } = c.env;
  const { month, reason } = wanted;
  const unknown = await unknownEntity(db, entity);
  if (unknown) return unknown;
  const id = idOfNew(c, { entity, ...wanted });
  const before = await readPeriodEvent(db, id);
  if (before) return ok(before);
  await audit(c, {
    ...{ action: "period.reopening-asked", target: periodOf(entity, month), detail: { entity, month, reason } },
  });
  const asked = await askReopening(db, { id, entity, month }, reason, personOf(c), c.get("nowMs"));
  if (!asked.ok) return asked;
  const event = await readPeriodEvent(db, id);
  if (!event) throw new Error("what was asked for is never deleted");
  return ok(event);
}

/** Agrees that a month be opened again or refuses it, as a person who did not ask for it; or answers why not. */
export async function decideOnReopening(
  c: Context<App>,
  id: string,
  agrees: boolean,
): Promise<PeriodEvent | ProblemAnswer> {
  const token = tokenRefusal(c);
  if (token) return token;
  await audit(c, { action: "period.reopening-decided", target: `reopening:${id}`, detail: { agrees } });
  const decided = await decideReopening(c.env.DB, id, agrees, personOf(c), c.get("nowMs"));
  return decided.ok ? decided.value : refused(c, decided);
}

/** Why there are no such books; null when there are. */
export async function unknownEntity(db: D1Database, entity: string): Promise<Failure<"no-such-entity"> | null> {
  if (hasEntity(await readCompany(db), entity)) return null;
  return fail("no-such-entity", `The company has no legal entity ${entity}.`);
}

/** Who asks: a token asks for the person who made it, so that nobody is their own second person. */
export const personOf = (c: Context<App>): Person => {
  const { id, name, personId } = c.get("actor");
  return { id: personId ?? id, name };
};

/** What the audit log calls a month of a legal entity's books. */
const periodOf = (entity: string, month: Month): string =>
  entity === MAIN_ENTITY ? `period:${month}` : `period:${entity}:${month}`;
