import { createHash } from "node:crypto";

/** Name of the one object that holds the company's chain. */
export const AUDIT_LOG_NAME = "audit";

/** What an audit entry says, before it has its place in the chain. */
export interface AuditEvent {
  atMs: number;
  actor: { kind: "person" | "token"; id: string; name: string };
  /** Noun and past participle: `project.created`. */
  action: string;
  /** Kind and id: `project:12`. */
  target: string;
  /** Canonical JSON of an object. Text, because it is hashed and stored as such. */
  detail: string;
  requestId: string;
}

/** An entry in the chain: its number, its hash and the hash of the entry before it. */
export interface AuditEntry extends AuditEvent {
  seq: number;
  previousHash: string;
  hash: string;
}

/** What the first entry has for a previous hash. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

/** SHA-256 over the previous hash and the entry's canonical JSON, as lower-case hex. */
export function hashEntry(previousHash: string, seq: number, event: AuditEvent): string {
  const { actor } = event;
  // The keys stand in order, so this is the canonical JSON of the whole entry without sorting it for every row.
  const text =
    `{"action":${JSON.stringify(event.action)}` +
    `,"actor":{"id":${JSON.stringify(actor.id)},"kind":"${actor.kind}","name":${JSON.stringify(actor.name)}}` +
    `,"atMs":${event.atMs},"detail":${event.detail},"requestId":${JSON.stringify(event.requestId)}` +
    `,"seq":${seq},"target":${JSON.stringify(event.target)}}`;
  return createHash("sha256").update(previousHash).update(text).digest("hex");
}
