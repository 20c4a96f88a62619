import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import { type ProblemAnswer, problem } from "../../front/problem.ts";
import { newId } from "../../kit/ids.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { hashedId } from "../hashed-id.ts";

/** Letters of an `Idempotency-Key` at most: with who sent it it is a command's key. */
export const IDEMPOTENCY_KEY_CHARS_MAX = 200;

/** The key by which a request's repeats are told, its sender's own; null when it has none. */
export function idempotencyKey(c: Context<App>): Result<string | null, "invalid-key"> {
  const given = c.req.header("idempotency-key");
  if (given === undefined) return ok(null);
  if (given === "" || given.length > IDEMPOTENCY_KEY_CHARS_MAX)
    return fail("invalid-key", `An Idempotency-Key has 1 to ${IDEMPOTENCY_KEY_CHARS_MAX} characters.`);
  return ok(`${c.get("actor").id}:${given}`);
}

/**
 * The id (a UUID) of what a request makes: the same one for the same request by the same key, so that one that was cut off
 * makes nothing twice when it is asked again.
 */
export function idOfNew(c: Context<App>, wanted: unknown): string {
  const key = idempotencyKey(c);
  return key.ok && key.value !== null ? hashedId(`${key.value}\n${c.req.path}\n${JSON.stringify(wanted)}`) : newId();
}

/** The answer to a key that is none. */
export const noKey = (c: Context<App>, detail: string): ProblemAnswer =>
  problem(c, { status: 422, reason: "invalid-key", detail, fields: { "Idempotency-Key": detail } });

/** The answer to a key that came with another request before. */
export const keyReused = (c: Context<App>): ProblemAnswer =>
  problem(c, { status: 400, reason: "key-reused", detail: "This idempotency key came with another request." });
