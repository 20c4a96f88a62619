import { createSecretKey } from "node:crypto";
import { FIRST_PREVIOUS_HASH } from "../../../durable-objects/audit-log/entry.ts";
import { canonicalJson, type Json } from "../../kit/json.ts";
import type { Deed } from "./command.ts";
import { type ChainEntry, type Keys, linked, openedEntry, type SealedEntry } from "./command-chain.ts";

/** A command as it is sent: its key tells repeats apart from new ones. */
export interface Envelope {
  /** At most `KEY_CHARS_MAX` characters; chosen by the caller, or made of what caused it. It outlives the account's data: ids only. */
  key: string;
  command: string;
  input: Json;
  deed: Deed;
  /** The effect whose outcome this command brings: gone in the same transaction. */
  settles?: string;
}

/** A command that took place, with its answer. */
export interface LoggedCommand extends Envelope {
  seq: number;
  value: Json;
  hash: string;
  /** Whether what it was given and answered was erased with its account's data: both are null then, names and reason empty. */
  erased: boolean;
}

/** What keeps an account's commands. */
export interface CommandLog {
  head(): { seq: number; hash: string };
  /** Keeps a command that took place, chained to the one before. Returns its number. */
  append(envelope: Envelope, value: Json): number;
  find(key: string): LoggedCommand | null;
  /** Commands after `seq`, oldest first. */
  after(seq: number, limit: number): LoggedCommand[];
}

export const KEY_CHARS_MAX = 255;

/** Whether two envelopes ask for the same: a repeat may come with another deed. */
export const sameRequest = (a: Envelope, b: Envelope): boolean =>
  a.command === b.command && canonicalJson(a.input) === canonicalJson(b.input);

/** What an entry of the chain tells whoever has the keys. */
export function loggedOf(entry: ChainEntry, keys: Keys): LoggedCommand {
  const { seq, key, command, settles, hash, deed } = entry;
  const link = { seq, key, command, hash, ...(settles !== undefined && { settles }) };
  if (entry.form === "plain") {
    return { ...link, input: entry.input, deed: entry.deed, value: entry.value, erased: false };
  }
  const opened = entry.form === "sealed" ? openedEntry(entry, keys) : null;
  const { input, value, reason, actorName, approverName } = opened?.confidence ?? NOTHING;
  const { approvedBy, actor, ...about } = deed;
  const names = {
    actor: { ...actor, name: actorName },
    ...(approvedBy && { approvedBy: { ...approvedBy, name: approverName } }),
  };
  return { ...link, input, value, deed: { ...about, ...names, reason }, erased: opened === null };
}

const NOTHING = { input: null, value: null, reason: "", actorName: "", approverName: "" };

/** The log of a simulation: commands in memory, under a key that is no secret. */
export class MemoryLog implements CommandLog {
  readonly entries: SealedEntry[] = [];
  readonly #commands: LoggedCommand[] = [];
  readonly #byKey = new Map<string, LoggedCommand>();

  head(): { seq: number; hash: string } {
    return this.entries.at(-1) ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
  }

  append(envelope: Envelope, value: Json): number {
    const entry = linked(this.head(), envelope, value, MEMORY_KEYS);
    const logged = { ...envelope, seq: entry.seq, value, hash: entry.hash, erased: false };
    this.entries.push(entry);
    this.#commands.push(logged);
    this.#byKey.set(logged.key, logged);
    return entry.seq;
  }

  find(key: string): LoggedCommand | null {
    return this.#byKey.get(key) ?? null;
  }

  after(seq: number, limit: number): LoggedCommand[] {
    return this.#commands.slice(seq, seq + limit);
  }
}

const MEMORY_KEY = createSecretKey(Buffer.alloc(32, 1));
const MEMORY_KEYS: Keys = {
  newest: () => ({ number: 1, key: MEMORY_KEY }),
  own: () => MEMORY_KEY,
  find: () => MEMORY_KEY,
};
