import { fail, ok, type Result } from "../../../kit/result.ts";
import type { Dispute } from "../payment.ts";

type Status = Dispute["status"];

/** What a dispute may become. A lost one may be appealed and won; the rest is final. */
const NEXT: Record<Status, readonly Status[]> = {
  warning: ["needs-response", "under-review", "won", "lost", "prevented"],
  "needs-response": ["under-review", "won", "lost", "prevented"],
  "under-review": ["needs-response", "won", "lost", "prevented"],
  lost: ["needs-response", "under-review", "won"],
  won: [],
  prevented: [],
};

/** Whether the gateway has taken amount and fee: in all states but those in which it never did or gave it back. */
export const holdsMoney = (status: Status): boolean =>
  status === "needs-response" || status === "under-review" || status === "lost";

/** Whether it still waits for somebody: no refund of its payment meanwhile. */
export const isOpen = (status: Status): boolean =>
  status === "warning" || status === "needs-response" || status === "under-review";

/** Whether one state may follow another. The same state again is `nothing-new`. */
export function disputeMayBecome(from: Status, to: Status): Result<Status, "nothing-new" | "already-closed"> {
  if (from === to) return fail("nothing-new", `The dispute is ${to} already.`);
  if (!NEXT[from].includes(to)) return fail("already-closed", `The dispute is ${from}: it does not become ${to}.`);
  return ok(to);
}
