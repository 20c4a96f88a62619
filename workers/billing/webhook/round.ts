import { exports } from "cloudflare:workers";
import { dueEndpoints, parkHeld } from "./lane-book.ts";

/** How long a delivery of this isolate is taken to be under way: one that was cut off holds up nothing longer. */
const UNDER_WAY_MAX_MS = 60_000;

/** By endpoint: until when a delivery is taken to be under way, and whether something came meanwhile. */
const underWay = new Map<string, { untilMs: number; again: boolean }>();

/** Rounds of this isolate that have not ended. */
const rounds = new Set<Promise<void>>();

/**
 * Has every endpoint sent what is due. Accounts ask for it after each command: where a delivery to an endpoint is under way
 * here, that looks again when it is done, and no second one begins.
 */
export async function deliverDue(env: Env, now: () => number): Promise<void> {
  const round = deliverAll(env, now);
  rounds.add(round);
  await round.finally(() => rounds.delete(round));
}

/** Waits for the rounds of this isolate, which nobody's answer does: whoever takes their storage away asks first. */
export async function roundsEnded(): Promise<void> {
  while (rounds.size > 0) await Promise.allSettled(rounds);
}

async function deliverAll(env: Env, now: () => number): Promise<void> {
  const endpoints = await dueEndpoints(env.DB, now());
  await Promise.all(endpoints.map((endpointId) => deliverOnce(endpointId, now)));
}

async function deliverOnce(endpointId: string, now: () => number): Promise<void> {
  const known = underWay.get(endpointId);
  if (known && known.untilMs > now()) {
    known.again = true;
    return;
  }
  const own = { untilMs: 0, again: true };
  underWay.set(endpointId, own);
  try {
    while (own.again) {
      own.again = false;
      own.untilMs = now() + UNDER_WAY_MAX_MS;
      // An invocation of its own, with its own bounds: a slow endpoint holds up no other.
      await exports.Billing.deliver(endpointId);
    }
  } finally {
    if (underWay.get(endpointId) === own) underWay.delete(endpointId);
  }
}

/** What the cron does each minute: parks what waited too long, and has the rest sent. */
export async function keepWebhooks(env: Env, nowMs: number): Promise<void> {
  await parkHeld(env.DB, nowMs);
  await deliverDue(env, Date.now);
}
