import { minimumCharge } from "../../workers/billing/payment/charge/minimum-charge.ts";
import type {
  BalanceMovement,
  ChargeRequest,
  ChargeResult,
  FoundCharge,
  GatewayDispute,
  GatewayFraudWarning,
  GatewayPayout,
  GatewayRefusal,
  RefundRequest,
  RefundResult,
} from "../../workers/billing/payment/gateway/gateway.ts";
import { fail, ok, type Result } from "../../workers/kit/result.ts";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../workers/kit/time.ts";
import { scenarioOf } from "./scenario.ts";
import { TillBook } from "./till-book.ts";
import type { KeptCharge, KeptEvent, KeptRefund, TillStore } from "./till-record.ts";

/** What comes back over the wire: an answer, or what a broken connection leaves. */
export type Answered<Answer> = { kind: "answer"; answer: Answer } | { kind: "timeout" } | { kind: "server-error" };

/** How long the customer of `requires_action` takes to confirm. */
const CONFIRMS_AFTER_MS = HOUR_MS;
const answer = <Answer>(value: Answer): Answered<Answer> => ({ kind: "answer", answer: value });

/**
 * A processor of payments without a network: all that it does follows from its requests, their times and its seed. It
 * does what its test tokens say (`scenario.ts`), takes fees, pays out daily and sends webhooks.
 */
export class Till {
  readonly #book: TillBook;
  readonly #store: TillStore;
  readonly #seed: string;

  constructor(store: TillStore, seed: string) {
    this.#store = store;
    this.#seed = seed;
    this.#book = new TillBook(store);
  }

  /** Charges once per key; again with the same key it gives what became of the first. */
  charge(request: ChargeRequest): Answered<ChargeResult> {
    this.advance(request.nowMs);
    const known = this.#chargeOf(request.key);
    if (known) return answer(sameCharge(known, request) ? known.result : otherRequest);
    const scenario = scenarioOf(request.method.token, this.#seed, request.key);
    if (!scenario) return answer(refused("no_such_method", "There is no such payment method.", true));
    if (request.amount < minimumCharge(request.currency)) {
      return answer(refused("amount_too_small", "The amount is below what is charged at all.", true));
    }
    if (scenario.transport === "timeout-before-commit" && this.#first(request.method.token)) return { kind: "timeout" };
    if (scenario.transport === "error-once" && this.#first(request.method.token)) return { kind: "server-error" };
    const charge = this.#made(request, scenario);
    return scenario.transport === "timeout-after-commit" ? { kind: "timeout" } : answer(charge.result);
  }

  #made(request: ChargeRequest, scenario: KeptCharge["scenario"]): KeptCharge {
    const { key, accountId, amount, currency, nowMs } = request;
    const id = this.#book.newId("lch");
    const pending = { outcome: "pending", reference: id } as const;
    const charge: KeptCharge = {
      ...{ id, key, accountId, amount, currency, scenario },
      token: request.method.token,
      result: pending,
      refunded: 0,
      returnUrl: request.returnUrl,
      isTest: request.isTest,
      createdMs: nowMs,
    };
    this.#store.put("key", key, { id });
    if (scenario.debit) {
      const happening =
        scenario.debit.returned && scenario.decline
          ? ({ what: "debit-returned", id, decline: scenario.decline } as const)
          : ({ what: "debit-arrives", id } as const);
      this.#book.plan(happening, nowMs + scenario.debit.days * DAY_MS);
      return this.#book.keep(charge, "charge.pending", nowMs);
    }
    if (scenario.decline) {
      const result = { outcome: "failure", reference: id, failure: scenario.decline } as const;
      return this.#book.keep({ ...charge, result }, "charge.failed", nowMs);
    }
    if (scenario.action !== "none") {
      const result = { outcome: "requires-action", reference: id, actionUrl: null } as const;
      if (scenario.action === "then-ok") this.#book.plan({ what: "customer-confirms", id }, nowMs + CONFIRMS_AFTER_MS);
      return this.#book.keep({ ...charge, result }, "charge.requires-action", nowMs);
    }
    if (scenario.webhooks === "reversed")
      this.#book.announce("charge.pending", { kind: "charge", reference: id }, nowMs + 2 * SECOND_MS);
    return this.#book.succeed(charge, nowMs);
  }

  /** What became of a charge; `cancelled` for a key that it has never heard of. */
  askCharge(key: string, nowMs: number): ChargeResult {
    this.advance(nowMs);
    return this.#chargeOf(key)?.result ?? { outcome: "cancelled", message: "The gateway has never heard of it." };
  }

  /** Gives up a charge that waits for the customer; any other stays what it is. */
  cancelCharge(id: string, nowMs: number): ChargeResult {
    this.advance(nowMs);
    const charge = this.#store.find("charge", id);
    if (!charge) return { outcome: "cancelled", message: "The gateway has never heard of it." };
    if (charge.result.outcome !== "requires-action") return charge.result;
    const result = { outcome: "cancelled", message: "The customer did not confirm it." } as const;
    return this.#book.keep({ ...charge, result }, "charge.cancelled", nowMs).result;
  }

  /** A charge that waits for the customer, for the page on which they confirm it; null for any other. */
  findWaiting(id: string): Pick<KeptCharge, "amount" | "currency" | "returnUrl"> | null {
    const charge = this.#store.find("charge", id);
    return charge?.result.outcome === "requires-action" ? charge : null;
  }

  /** The customer confirms a charge that waits for it, or does not; any other stays what it is. Gives where they came from. */
  confirmCharge(id: string, approved: boolean, nowMs: number): string | null {
    this.advance(nowMs);
    const charge = this.#store.find("charge", id);
    if (charge?.result.outcome === "requires-action") {
      if (approved) this.#book.succeed(charge, nowMs);
      else {
        const failure = { code: "authentication_failed", message: "The payment was not confirmed.", hard: false };
        this.#book.keep({ ...charge, result: { outcome: "failure", reference: id, failure } }, "charge.failed", nowMs);
      }
    }
    return charge?.returnUrl ?? null;
  }

  /** The charge with that id, with what was written on it. */
  findCharge(id: string): Result<FoundCharge, GatewayRefusal> {
    const charge = this.#store.find("charge", id);
    if (!charge) return fail("not-found", `There is no charge ${id}.`);
    const { accountId, key, result } = charge;
    return ok({ accountId, key, result });
  }

  /** Refunds once per key, no more than was charged and nothing that is disputed. */
  refund(request: RefundRequest): Answered<RefundResult> {
    this.advance(request.nowMs);
    const known = this.#refundOf(request.key);
    if (known) return answer(known.result);
    const charge = this.#store.find("charge", request.charge);
    if (charge?.result.outcome !== "success")
      return answer(refused("charge_not_settled", "There is nothing to refund.", true));
    if (this.#book.isDisputed(charge.id)) return answer(refused("charge_disputed", "The charge is disputed.", true));
    if (request.amount > charge.amount - charge.refunded) {
      return answer(refused("amount_too_large", "That is more than is left of the charge.", true));
    }
    const refund = this.#book.refund(charge, request);
    return charge.scenario.refundTimesOut ? { kind: "timeout" } : answer(refund.result);
  }

  /** What became of a refund; `cancelled` for a key that it has never heard of. */
  askRefund(key: string, nowMs: number): RefundResult {
    this.advance(nowMs);
    return this.#refundOf(key)?.result ?? { outcome: "cancelled", message: "The gateway has never heard of it." };
  }

  findRefund(id: string): Result<{ accountId: string; key: string; result: RefundResult }, GatewayRefusal> {
    const refund = this.#store.find("refund", id);
    if (!refund) return fail("not-found", `There is no refund ${id}.`);
    const { accountId, key, result } = refund;
    return ok({ accountId, key, result });
  }

  findDispute(id: string): Result<GatewayDispute, GatewayRefusal> {
    const dispute = this.#store.find("dispute", id);
    if (!dispute) return fail("not-found", `There is no dispute ${id}.`);
    const { id: _, won: __, ...told } = dispute;
    return ok(told);
  }

  /** What the bank said of a charge that it takes for fraud; it has the charge's id. */
  findFraudWarning(id: string): Result<GatewayFraudWarning, GatewayRefusal> {
    const charge = this.#store.find("charge", id);
    if (charge?.result.outcome !== "success" || charge.scenario.fraudAfterDays === undefined)
      return fail("not-found", `There is no fraud warning ${id}.`);
    const createdMs = charge.result.settledMs + charge.scenario.fraudAfterDays * DAY_MS;
    return ok({ reference: id, charge: id, fraud: "unauthorized_use_of_card", createdMs });
  }

  /** Payouts made since, newest first. */
  listPayouts(sinceMs: number): GatewayPayout[] {
    return this.#store
      .list("payout", "all")
      .filter(({ createdMs }) => createdMs >= sinceMs)
      .reverse();
  }

  /** Movements of a payout, or those since a time that are in none yet. */
  listMovements(of: { payout: string } | { sinceMs: number }): BalanceMovement[] {
    if ("payout" in of) return this.#store.list("movement", of.payout);
    return this.#store.list("movement", "open").filter(({ createdMs }) => createdMs >= of.sinceMs);
  }

  /** Lets everything happen that is due by a time, in order. */
  advance(nowMs: number): void {
    this.#book.advance(nowMs);
  }

  /** Webhooks that are to be sent by a time, oldest first. */
  dueEvents(nowMs: number, limit: number): KeptEvent[] {
    return this.#book.dueEvents(nowMs, limit);
  }

  /** A webhook was taken, or is to be sent again later. */
  sent(event: KeptEvent, taken: boolean, nowMs: number): void {
    this.#book.sent(event, taken, nowMs);
  }

  /** When something happens or is sent next; null when nothing waits. */
  nextDueMs(): number | null {
    return this.#store.nextDueMs();
  }

  /** Whether this charge's webhook is to arrive before the answer does. */
  tellsFirst(key: string): boolean {
    return this.#chargeOf(key)?.scenario.webhooks === "before-response";
  }

  #chargeOf(key: string): KeptCharge | null {
    const known = this.#store.find("key", key);
    return known && this.#store.find("charge", known.id);
  }

  #refundOf(key: string): KeptRefund | null {
    const known = this.#store.find("key", key);
    return known && this.#store.find("refund", known.id);
  }

  /** Whether a method is charged for the first time; it is remembered. */
  #first(token: string): boolean {
    const seen = this.#store.find("counter", `seen:${token}`) !== null;
    if (!seen) this.#store.put("counter", `seen:${token}`, { last: 1 });
    return !seen;
  }
}

const refused = (code: string, message: string, hard: boolean) =>
  ({ outcome: "failure", reference: null, failure: { code, message, hard } }) as const;

const otherRequest = refused("key_reused", "This key came with another request.", true);

const sameCharge = (charge: KeptCharge, request: ChargeRequest): boolean =>
  charge.amount === request.amount && charge.currency === request.currency && charge.token === request.method.token;
