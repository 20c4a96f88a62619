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
  /** What is wrong with which field of the request, where the API says so: `items.0.price`. */
  fields?: Record<string, string>;
  /** Names the request in the server's log and in what its people are asked about; absent when there was no answer. */
  requestId?: string;
}

export type Result<Value> = { ok: true; value: Value } | Failure;

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
