import type * as z from "zod";
import { type Failure, fail } from "../../kit/result.ts";
import type { Books } from "../books/books.ts";

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

/** A rule with the schema of its input. `run` fails with `invalid-input` when the input does not fit. */
export interface BoundCommand<Schema extends z.ZodType, Value, Reason extends string> {
  schema: Schema;
  rule: Command<z.output<Schema>, Value, Reason>;
  run: Command<unknown, Value, Reason | "invalid-input">;
}

/** Binds a rule to the schema of its input. */
export const bind = <Schema extends z.ZodType, Value, Reason extends string>(
  schema: Schema,
  rule: Command<z.output<Schema>, Value, Reason>,
): BoundCommand<Schema, Value, Reason> => ({
  schema,
  rule,
  run: (books, input, deed) => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return rule(books, parsed.data, deed);
    const issue = parsed.error.issues[0];
    return fail("invalid-input", `${issue?.path.join(".") || "input"}: ${issue?.message ?? "is not valid"}`);
  },
});

/** Who acts when nobody does: schedules, registers, gateways. */
export const SYSTEM: Deed["actor"] = { kind: "system", id: "system", name: "Apiary" };
