import { fail, ok, type Result } from "../../../kit/result.ts";
import type { Posting } from "../posting/transaction.ts";
import { COMPANY_LEDGER } from "../projection/projection.ts";
import { journalOfSource } from "../report/journal.ts";
import type { Person } from "./close.ts";
import { keeping, type ManualEntry, readEntry, sourceOf } from "./manual.ts";

/** An entry that reverses what another one posted. */
export type AskedReversal = Pick<ManualEntry, "id" | "effectiveMs" | "description"> & { reversalOf: string };

/**
 * Keeps the reversal of what an entry posted until a second person agrees to it: the same amounts on the other sides. Each entry is reversed once;
 * whose reversal was refused may be asked for again.
 */
export async function askReversal(
  db: D1Database,
  { reversalOf, ...asked }: AskedReversal,
  by: Person,
  nowMs: number,
): Promise<
  Result<{ id: string }, "no-such-entry" | "not-posted" | "is-a-reversal" | "books-a-case" | "reversed-already">
> {
  const original = await readEntry(db, reversalOf);
  if (!original) return fail("no-such-entry", "There is no such entry.");
  if (original.status !== "posted")
    return fail("not-posted", `The entry is ${original.status}: it has nothing to reverse.`);
  if (original.reversalOf !== null) return fail("is-a-reversal", "What a reversal undid is booked by a new entry.");
  if (original.caseId !== null)
    return fail("books-a-case", "It books the money of a case: that is moved on by a new entry.");
  const [posted] = await journalOfSource(db, COMPANY_LEDGER, sourceOf(original));
  if (!posted) throw new Error("what is posted is in the journal");
  const postings = posted.entries.map(
    ({ chart: account, currency, amount }): Posting => ({
      ...{ account, currency, amount: Math.abs(amount), direction: amount > 0 ? "credit" : "debit" },
    }),
  );
  const entry = { ...asked, entity: original.entity, expiresMs: null, postings, caseId: null, reversalOf };
  const { meta } = await keeping(db, entry, by, nowMs).run();
  return meta.changes === 1 ? ok({ id: asked.id }) : fail("reversed-already", "Somebody asked for this already.");
}
