import { type Failure, fail } from "../../../kit/result.ts";
import { DAY_MS } from "../../../kit/time.ts";
import type { Books } from "../../books/books.ts";
import type { Deed } from "../../command/command.ts";

/** Money that staff give or take by hand counts together for so long, so that no sum is split into small ones. */
export const COUNTED_TOGETHER_MS = 30 * DAY_MS;

/**
 * Whether money on its way back, or that is given up, is above what a member of staff may decide alone: the company's threshold of its
 * currency, and nothing where there is none. `total` counts what went back for the same thing before. Null when it is not.
 */
export function needsSecondPerson(
  books: Books,
  total: number,
  currency: string,
  { actor, approvedBy }: Deed,
): Failure<"needs-approval"> | null {
  if (actor.kind === "system" || approvedBy) return null;
  const threshold = books.company()?.approvalThreshold[currency] ?? 0;
  return total <= threshold ? null : fail("needs-approval", "This is above the threshold and needs a second person.");
}
