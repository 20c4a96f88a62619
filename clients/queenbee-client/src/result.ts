/**
 * Why something did not come about. `refused`: certainly nothing happened; `unknown`: no answer came, so it may have, and
 * asking again with the same key or id is harmless.
 */
export interface Failure {
  ok: false;
  outcome: "refused" | "unknown";
  /** Kebab-case, for code: the API's own reasons, or `unreachable`. */
  reason: string;
  detail: string;
  /** The answer's; null when there was none. */
  status: number | null;
}

export type Result<Value> = { ok: true; value: Value } | Failure;

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
