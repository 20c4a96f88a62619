import Stripe from "stripe";
import { fail, type Result } from "../../../kit/result.ts";

/** How often a request is sent again within a step, and how long is waited in all: a step is over before its lease is. */
const TRIES_MAX = 4;
const WAIT_MAX_MS = 8_000;
const FIRST_WAIT_MS = 250;

/** Who waits; a test hands in one that does not. */
export type Sleep = (ms: number) => Promise<void>;

const sleep: Sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Asks Stripe, again after a little while where it is busy or away. Fails as `unreadable` where asking again is in vain: a
 * wrong key or a right that it lacks. Throws what may pass later, so that the job rests and goes on.
 */
export async function asking<Value>(
  ask: () => Promise<Value>,
  wait: Sleep = sleep,
): Promise<Result<Value, "unreadable" | "gone">> {
  for (let attempt = 1, waitedMs = 0; ; attempt += 1) {
    try {
      return { ok: true, value: await ask() };
    } catch (error) {
      const final = finalFault(error);
      if (final) return final;
      const ms = waitOf(error, attempt);
      if (attempt >= TRIES_MAX || waitedMs + ms > WAIT_MAX_MS) throw new Error(wordsOf(error));
      waitedMs += ms;
      await wait(ms);
    }
  }
}

function finalFault(error: unknown) {
  if (!(error instanceof Stripe.errors.StripeError)) return null;
  const { statusCode, code } = error;
  if (statusCode === 401) return fail("unreadable", "Stripe does not know this key, or it was taken back.");
  if (statusCode === 403) return fail("unreadable", `The key may not read what is needed: ${message(error)}`);
  if (statusCode === 404 || code === "resource_missing") return fail("gone", message(error));
  // What Stripe calls a bad request is as bad the next time; too many requests are not.
  return statusCode === 400 ? fail("unreadable", message(error)) : null;
}

/** Keys stand in some of Stripe's messages, shortened; ours repeats none. */
const message = ({ message: text }: Error): string => text.replace(/[rs]k_\w+[*\w]*/g, "the key").slice(0, 300);

/** What Stripe asks to wait for, in its header; else longer each time. */
function waitOf(error: unknown, attempt: number): number {
  const asked = error instanceof Stripe.errors.StripeError ? Number(error.headers?.["retry-after"]) : Number.NaN;
  return Number.isFinite(asked) && asked > 0 ? asked * 1_000 : FIRST_WAIT_MS * 2 ** (attempt - 1);
}

function wordsOf(error: unknown): string {
  if (error instanceof Stripe.errors.StripeError && error.statusCode === 429) return "Stripe asks for fewer requests.";
  return `Stripe does not answer: ${error instanceof Error ? message(error) : "the connection broke"}`;
}
