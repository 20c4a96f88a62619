import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { type ProblemAnswer, problem } from "../../front/problem.ts";
import type { JsonObject } from "../../kit/json.ts";
import { employeeRefusal } from "../account/person/employee.ts";
import { accountBooks } from "../account-client.ts";
import { inventedPrice } from "../catalogue/known-price.ts";
import { type AskedCommand, hasReason } from "./input.ts";
import { withPrices } from "./items.ts";

/** A command's input, and the reason that is kept with it; where the command has one of its own it is both. */
export function withoutReason(command: AskedCommand, named: JsonObject) {
  const { reason = "", ...rest } = named;
  return { reason: String(reason), given: hasReason(command) ? named : rest };
}

/** A command's input as its books take it, with the prices that it names; or why it is not for whoever asks. `key` is that of a request that may be a repeat. */
export async function bookInput(
  c: Context<App>,
  account: string,
  { command, given }: { command: AskedCommand; given: JsonObject },
  key: string | null,
): Promise<{ ok: true; value: JsonObject } | { ok: false; answer: ProblemAnswer }> {
  const books = accountBooks(c.env, account);
  let priced = await withPrices(c.env.DB, command, given);
  // What was sold then may be off sale by now: a repeat gets its answer all the same.
  if (!priced.ok && key !== null && (await books.hasRun(key)))
    priced = await withPrices(c.env.DB, command, given, true);
  if (!priced.ok) {
    const { reason, detail, fields } = priced;
    return { ok: false, answer: problem(c, { status: 422, reason, detail, fields }) };
  }
  const asking = { command, input: given };
  const barred =
    (await inventedPrice(c.env.DB, books, asking, c.get("actor").scopes)) ??
    (await employeeRefusal(c.env, account, asking));
  if (!barred) return priced;
  return { ok: false, answer: problem(c, { status: 403, reason: barred.reason, detail: barred.detail }) };
}
