import type { Failure } from "../kit/result.ts";
import type { Books } from "./books.ts";

/** Who does something, when, why: handed in with every command and kept with it. */
export interface Deed {
  nowMs: number;
  actor: { kind: "person" | "token" | "customer" | "system"; id: string; name: string };
  reason: string;
  requestId: string;
  /** The second person, where the rule asks for one above a limit: only an approved request sets it. */
  approvedBy?: { id: string; name: string };
}

/**
 * A rule that changes an account's books: reads and writes them at once, without waiting for anything, and knows
 * nothing but what it is given. So it can be tried and undone (a preview), and done again from the log (a replay).
 */
export type Command<Input, Value, Reason extends string> = (
  books: Books,
  input: Input,
  deed: Deed,
) => { ok: true; value: Value } | Failure<Reason>;
