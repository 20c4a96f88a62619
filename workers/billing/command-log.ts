import { createHash } from "node:crypto";
import { canonicalJson, FIRST_PREVIOUS_HASH, type Json } from "../../durable-objects/audit-log/entry.ts";
import type { Deed } from "./command.ts";

/** A command as it is sent: its key tells repeats apart from new ones. */
export interface Envelope {
  /** At most `KEY_CHARS_MAX` characters; chosen by the caller, or made of what caused it. */
  key: string;
  command: string;
  input: Json;
  deed: Deed;
  /** The effect whose outcome this command brings: gone in the same transaction. */
  settles?: string;
}

/** A command that took place, with its answer, chained to the one before. */
export interface LoggedCommand extends Envelope {
  seq: number;
  value: Json;
  previousHash: string;
  hash: string;
}

/** What keeps an account's commands. */
export interface CommandLog {
  head(): { seq: number; hash: string };
  append(logged: LoggedCommand): void;
  find(key: string): LoggedCommand | null;
  /** Commands after `seq`, oldest first. */
  after(seq: number, limit: number): LoggedCommand[];
}

export const KEY_CHARS_MAX = 255;

/** The log entry that follows a head. */
export function chained(head: { seq: number; hash: string }, envelope: Envelope, value: Json): LoggedCommand {
  const entry = { ...envelope, seq: head.seq + 1, value, previousHash: head.hash };
  return { ...entry, hash: hashOf(entry) };
}

/** Where a chain breaks: the first entry that does not follow from the one before it; null when all do. */
export function brokenAt(previous: { seq: number; hash: string }, entries: LoggedCommand[]): number | null {
  let { seq, hash } = previous;
  for (const { hash: told, ...entry } of entries) {
    seq += 1;
    if (entry.seq !== seq || entry.previousHash !== hash || hashOf(entry) !== told) return seq;
    hash = told;
  }
  return null;
}

/** Whether two envelopes ask for the same: a repeat may come with another deed. */
export const sameRequest = (a: Envelope, b: Envelope): boolean =>
  a.command === b.command && canonicalJson(a.input) === canonicalJson(b.input);

/** The log of a simulation: commands in memory. */
export class MemoryLog implements CommandLog {
  readonly #entries: LoggedCommand[] = [];
  readonly #byKey = new Map<string, LoggedCommand>();

  head(): { seq: number; hash: string } {
    return this.#entries.at(-1) ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
  }

  append(logged: LoggedCommand): void {
    this.#entries.push(logged);
    this.#byKey.set(logged.key, logged);
  }

  find(key: string): LoggedCommand | null {
    return this.#byKey.get(key) ?? null;
  }

  after(seq: number, limit: number): LoggedCommand[] {
    return this.#entries.slice(seq, seq + limit);
  }
}

/** SHA-256 over the previous hash and the entry's canonical JSON (RFC 8785), as lower-case hex. */
function hashOf(entry: Omit<LoggedCommand, "hash">): string {
  const { actor, nowMs, reason, requestId, approvedBy } = entry.deed;
  const text = canonicalJson({
    seq: entry.seq,
    key: entry.key,
    command: entry.command,
    input: entry.input,
    deed: { nowMs, reason, requestId, actor: { ...actor }, approvedBy: approvedBy ? { ...approvedBy } : null },
    settles: entry.settles ?? null,
    value: entry.value,
  });
  return createHash("sha256").update(entry.previousHash).update(text).digest("hex");
}
