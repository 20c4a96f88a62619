/** An expected failure is a value: a literal `reason` that code can switch on and a `detail` for people. */
export interface Failure<Reason extends string> {
  ok: false;
  reason: Reason;
  detail: string;
}

export type Result<Value, Reason extends string> = { ok: true; value: Value } | Failure<Reason>;

/** A success. */
export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

/** An expected failure. */
export const fail = <Reason extends string>(reason: Reason, detail: string): Failure<Reason> => ({
  ok: false,
  reason,
  detail,
});
