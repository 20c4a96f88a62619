import { errorFields, log } from "../../front/log.ts";
import { type Ending, exchange, failed } from "../../outbound/exchange.ts";
import { type SigningSecret, signatureHeaders, signingSecrets } from "../../outbound/signing.ts";
import { accountBooks } from "../account-client.ts";
import { ATTEMPTS_MAX, waitAfter } from "./backoff.ts";
import { findEndpoint, openDestination, type WebhookDestination } from "./endpoint-book.ts";
import type { BillingEvent, EventOwner, EventPerson } from "./event.ts";
import { EVENTS_PER_TURN, endTurn, nextSequences, type TakenLane, type Turn, takeLanes } from "./lane-book.ts";
import type { KeptTry } from "./try-book.ts";

/** Outgoing requests at a time; the platform's own bound. */
const AT_ONCE = 6;
/** How long one call takes lanes; the next one goes on. */
const CALL_MS = 40_000;
/** After this long a lane's turn ends, and others come. */
const TURN_MS = 15_000;

/**
 * Sends an endpoint what is due. Each lane is taken by one statement before it is sent, so that of two couriers at once one
 * sends it; a courier that dies leaves it to be sent again, with the same ids and in the same order.
 */
export async function deliverTo(env: Env, endpointId: string, now: () => number): Promise<void> {
  for (const untilMs = now() + CALL_MS; now() < untilMs; ) {
    const lanes = await takeLanes(env.DB, endpointId, now());
    const endpoint = lanes.length === 0 ? null : await findEndpoint(env.DB, endpointId);
    if (endpoint === null) return;
    const destination = await openDestination(env.APIARY_SECRET, endpoint.sealed);
    const queue = lanes.values();
    // One iterator, several workers: each takes the next that nobody has.
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const lane of queue) await turn(env, { destination, isProduct: endpoint.kind === "product" }, lane, now);
      }),
    );
  }
}

interface Receiver {
  destination: WebhookDestination | null;
  isProduct: boolean;
}

/** A lane's turn: its next events one after the other, until one fails. */
async function turn(env: Env, receiver: Receiver, lane: TakenLane, now: () => number): Promise<void> {
  try {
    const startedMs = now();
    const wanted = await nextSequences(env.DB, lane);
    const events = await accountBooks(env, lane.accountId).events(wanted);
    const tries: KeptTry[] = [];
    let reached: Turn = { nextSeq: lane.lastSeq + 1, tries, failure: null };
    for (const [at, sequence] of wanted.entries()) {
      const attempt = at === 0 ? lane.attempt : 1;
      const event = events.find((one) => one.sequence === sequence) ?? null;
      const atMs = now();
      const ending = event === null ? GONE : await send(env, receiver, event, atMs);
      const error = ending.ok ? null : ending.detail;
      tries.push({ ...ending.exchange, sequence, attempt, atMs, tookMs: now() - atMs, error });
      if (!ending.ok && event !== null) {
        const park = ending.final || attempt >= ATTEMPTS_MAX;
        const nextMs = now() + waitAfter(attempt, Math.random(), ending.retryAfterMs);
        reached = { nextSeq: sequence, tries, failure: { detail: ending.detail, attempt, nextMs, park } };
        break;
      }
      const whole = at === wanted.length - 1 && wanted.length < EVENTS_PER_TURN;
      reached = { nextSeq: whole ? lane.lastSeq + 1 : sequence + 1, tries, failure: null };
      if (now() - startedMs >= TURN_MS) break;
    }
    await endTurn(env.DB, lane, reached, now());
  } catch (error) {
    // It stays taken until its lease is over, and is then sent again.
    log("error", "webhook-failed", { endpoint: lane.endpointId, account: lane.accountId, ...errorFields(error) });
  }
}

/** What an event comes to whose content the account's object keeps no longer: the lane goes on without it. */
const GONE = failed("What it carries is kept no longer.", true);

async function send(
  env: Env,
  { destination, isProduct }: Receiver,
  event: BillingEvent,
  nowMs: number,
): Promise<Ending> {
  if (destination === null) {
    return failed("Where it goes cannot be read any more: the server's secret was replaced. Enter it anew.", true);
  }
  const body = JSON.stringify(isProduct ? { ...event, ...(await whoIsTold(env, event)) } : event);
  return post(env, destination, event.id, body, nowMs);
}

/** Posts a signed message once. */
export const post = (
  env: Env,
  { url, secrets }: { url: string; secrets: readonly SigningSecret[] },
  id: string,
  body: string,
  nowMs: number,
): Promise<Ending> => exchange(env, url, body, signatureHeaders(signingSecrets(secrets, nowMs), id, nowMs, body));

/** Whom a product is told of beside an event, with name and address as they are now: they are in no event, since people can be erased. */
async function whoIsTold(
  env: Env,
  { type, account: accountId, data }: BillingEvent,
): Promise<{ owner?: EventOwner | null; person?: EventPerson | null }> {
  const books = accountBooks(env, accountId);
  if (type === "ownership.transferred") {
    const [account, people] = await Promise.all([books.record("account", accountId), books.people()]);
    const personal = account === null ? null : (people.get(account.ownerId) ?? null);
    return { owner: account && personal && { id: account.ownerId, name: personal.name, mail: personal.mail } };
  }
  if (type !== "person.mail_changed" || !("id" in data.object)) return {};
  const [person, people] = await Promise.all([books.record("person", String(data.object.id)), books.people()]);
  const personal = person?.endedMs === null ? (people.get(person.id) ?? null) : null;
  return {
    person: person && personal && { id: person.id, role: person.role, name: personal.name, mail: personal.mail },
  };
}
