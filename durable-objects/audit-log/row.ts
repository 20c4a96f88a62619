import type { AuditEntry, AuditEvent } from "./entry.ts";

/** A row of the table `entry`. */
export type Row = {
  seq: number;
  at_ms: number;
  actor_kind: "person" | "token";
  actor_id: string;
  actor_name: string;
  action: string;
  target: string;
  detail: string;
  request_id: string;
  previous_hash: string;
  hash: string;
};

/** The columns of `entry` in the order that inserts bind them. */
export const ROW_COLUMNS =
  "seq, at_ms, actor_kind, actor_id, actor_name, action, target, detail, request_id, previous_hash, hash";

/** The entry that a row stores. */
export const entryOf = (row: Row): AuditEntry => ({
  ...eventOf(row),
  seq: row.seq,
  previousHash: row.previous_hash,
  hash: row.hash,
});

/** What a row says, without its place in the chain. */
export const eventOf = (row: Row): AuditEvent => ({
  atMs: row.at_ms,
  actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
  action: row.action,
  target: row.target,
  detail: row.detail,
  requestId: row.request_id,
});
