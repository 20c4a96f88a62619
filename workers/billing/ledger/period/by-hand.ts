import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import type { ProblemAnswer } from "../../../front/problem.ts";
import { ok, type Result } from "../../../kit/result.ts";
import { idOfNew } from "../../api/idempotency-key.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { isCurrency } from "../../currency.ts";
import { refused } from "../../refusal.ts";
import { tokenRefusal } from "../../second-person.ts";
import { readChart } from "../posting/chart-book.ts";
import { AMOUNT_MAX, POSTINGS_MAX } from "../posting/posting-rule.ts";
import { bookReason, personOf, unknownEntity } from "./closing.ts";
import { askManual, decideManual, type ManualEntry, readEntry, settleManual } from "./manual.ts";
import { askReversal } from "./manual-reversal.ts";
import { BOOKS_END_MS } from "./month.ts";

const moment = z.int().nonnegative().max(BOOKS_END_MS);

const posting = z.strictObject({
  account: z.string().min(4).max(80),
  direction: z.enum(["debit", "credit"]),
  amount: z.int().positive().max(AMOUNT_MAX),
  currency: z.string().refine(isCurrency, "There is no such currency."),
});
const postings = z.array(posting).min(2).max(POSTINGS_MAX);

/** An entry made by hand. */
export const writing = z.strictObject({
  /** Whose books; the company's own unless said. */
  entity: z.string().max(40).default(MAIN_ENTITY),
  effectiveMs: moment,
  /** Until when it is only expected; null or absent for what is posted at once. */
  expiresMs: moment.nullable().default(null),
  description: bookReason,
  postings,
});

/** What became of what was expected: it came, wholly unless `postings` say less, or it does not come. */
export const settling = z.discriminatedUnion("outcome", [
  z.strictObject({ outcome: z.literal("posted"), postings: postings.nullable().default(null) }),
  z.strictObject({ outcome: z.literal("voided") }),
]);

/** When the reversal of an entry counts, and what it is for. */
export const reversing = z.strictObject({ effectiveMs: moment, description: bookReason });

type Kept = Promise<Result<ManualEntry, string>>;

/** Asks that an entry be booked: a second person decides. The same request again by its key is the same entry. */
export async function askEntry(c: Context<App>, wanted: z.output<typeof writing>): Kept {
  const { DB: db } = c.env;
  const unknown = await unknownEntity(db, wanted.entity);
  if (unknown) return unknown;
  return once(c, wanted, async (id) => {
    await audit(c, { action: "manual-entry.asked", target: "ledger:manual", detail: wanted });
    return askManual(db, await readChart(db), { ...wanted, id }, personOf(c), c.get("nowMs"));
  });
}

/** Asks that what an entry posted be taken back: a second person decides. */
export const reverseEntry = (c: Context<App>, reversalOf: string, wanted: z.output<typeof reversing>): Kept =>
  once(c, wanted, async (id) => {
    const detail = { ...wanted };
    await audit(c, { action: "manual-entry.reversal-asked", target: `manual:${reversalOf}`, detail });
    return askReversal(c.env.DB, { ...wanted, id, reversalOf }, personOf(c), c.get("nowMs"));
  });

/** Keeps a new entry, unless a request of this key did before it was cut off. */
async function once(
  c: Context<App>,
  wanted: unknown,
  ask: (id: string) => Promise<Result<{ id: string }, string>>,
): Kept {
  const id = idOfNew(c, wanted);
  const before = await readEntry(c.env.DB, id);
  if (before) return ok(before);
  const asked = await ask(id);
  if (!asked.ok) return asked;
  const entry = await readEntry(c.env.DB, id);
  if (!entry) throw new Error("what was asked for is never deleted");
  return ok(entry);
}

/** Agrees to an entry or refuses it, as a person who did not ask for it; or answers why not. */
export async function decideEntry(c: Context<App>, id: string, agrees: boolean): Promise<ManualEntry | ProblemAnswer> {
  const token = tokenRefusal(c);
  if (token) return token;
  await audit(c, { action: "manual-entry.decided", target: `manual:${id}`, detail: { agrees } });
  const decided = await decideManual(c.env.DB, id, agrees, personOf(c), c.get("nowMs"));
  return decided.ok ? decided.value : refused(c, decided);
}

/** Posts what was expected, or gives it up. */
export async function settleEntry(c: Context<App>, id: string, wanted: z.output<typeof settling>): Kept {
  await audit(c, { action: "manual-entry.settled", target: `manual:${id}`, detail: { ...wanted } });
  const postings = wanted.outcome === "voided" ? null : (wanted.postings ?? "all");
  return settleManual(c.env.DB, id, postings, personOf(c), c.get("nowMs"));
}
