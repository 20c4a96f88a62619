/**
 * Takes up to `wanted` from a key's fixed window of `windowSeconds`. Returns how many were granted and, when the
 * window is used up, until when.
 */
export function takeFromWindow(
  sql: SqlStorage,
  keyId: string,
  limit: { count: number; windowSeconds: number },
  wanted: number,
  nowMs: number,
): { granted: number; exhaustedUntilMs: number | null } {
  const windowMs = limit.windowSeconds * 1_000;
  const windowStartMs = Math.floor(nowMs / windowMs) * windowMs;
  const row = sql
    .exec<{ quantity: number }>(
      "select quantity from key_window where key_id = ? and window_start_ms = ?",
      keyId,
      windowStartMs,
    )
    .toArray()[0];
  const used = row?.quantity ?? 0;
  const granted = Math.max(0, Math.min(wanted, limit.count - used));
  if (granted > 0) {
    sql.exec(
      `insert into key_window (key_id, window_start_ms, quantity) values (?1, ?2, ?3) on conflict do update set
       quantity = iif(window_start_ms = ?2, quantity, 0) + ?3, window_start_ms = ?2`,
      keyId,
      windowStartMs,
      granted,
    );
  }
  const exhausted = used + granted >= limit.count;
  return { granted, exhaustedUntilMs: exhausted ? windowStartMs + windowMs : null };
}
