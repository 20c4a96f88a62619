import { DurableObject } from "cloudflare:workers";
import recordSql from "../../migrations/local-gateway/0000_record.sql";
import type { ChargeRequest, RefundRequest } from "../../workers/billing/payment/gateway/gateway.ts";
import { migrate } from "../migrate.ts";
import { SqlTillStore } from "./sql-till-store.ts";
import { Till } from "./till.ts";

/** What the card of chance draws by; the same charges meet the same fates. */
const SEED = "apiary";
/** Webhooks that one alarm sends at most. */
const EVENTS_PER_ALARM = 50;

/** The embedded server's processor of payments: a till with a disk, an alarm and a hook to send webhooks to. */
export class LocalGateway extends DurableObject<Env> {
  readonly #till: Till;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(ctx.storage, [recordSql]);
    this.#till = new Till(new SqlTillStore(ctx.storage.sql), SEED);
  }

  async charge(request: ChargeRequest) {
    const answered = await this.#do(() => this.#till.charge(request));
    if (this.#till.tellsFirst(request.key)) await this.#tell(request.nowMs);
    return answered;
  }

  refund(request: RefundRequest) {
    return this.#do(() => this.#till.refund(request));
  }

  askCharge(key: string, nowMs: number) {
    return this.#do(() => this.#till.askCharge(key, nowMs));
  }

  cancelCharge(id: string, nowMs: number) {
    return this.#do(() => this.#till.cancelCharge(id, nowMs));
  }

  askRefund(key: string, nowMs: number) {
    return this.#do(() => this.#till.askRefund(key, nowMs));
  }

  findWaiting(id: string) {
    return this.#till.findWaiting(id);
  }

  confirmCharge(id: string, approved: boolean, nowMs: number) {
    return this.#do(() => this.#till.confirmCharge(id, approved, nowMs));
  }

  findCharge(id: string) {
    return this.#till.findCharge(id);
  }

  findRefund(id: string) {
    return this.#till.findRefund(id);
  }

  findDispute(id: string) {
    return this.#till.findDispute(id);
  }

  findFraudWarning(id: string) {
    return this.#till.findFraudWarning(id);
  }

  listPayouts(sinceMs: number) {
    return this.#till.listPayouts(sinceMs);
  }

  listMovements(of: { payout: string } | { sinceMs: number }) {
    return this.#till.listMovements(of);
  }

  /** Moves the gateway's time: what is due by then happens, and webhooks are sent. */
  async advance(nowMs: number): Promise<void> {
    await this.#do(() => this.#till.advance(nowMs));
    await this.#tell(nowMs);
  }

  override async alarm(): Promise<void> {
    await this.advance(Date.now());
  }

  /** Does it in one transaction and sees to the next alarm. */
  async #do<Answer>(what: () => Answer): Promise<Answer> {
    const answer = this.ctx.storage.transactionSync(what);
    await this.#setAlarm();
    return answer;
  }

  async #setAlarm(): Promise<void> {
    const next = this.#till.nextDueMs();
    if (next !== null) await this.ctx.storage.setAlarm(Math.max(next, Date.now()));
  }

  /** Sends webhooks that are due to Apiary's own hook. One that is not taken comes again later. */
  async #tell(nowMs: number): Promise<void> {
    for (const event of this.#till.dueEvents(nowMs, EVENTS_PER_ALARM)) {
      const { attempts: _, ...told } = event;
      const taken = await this.ctx.exports.Billing.heard(told).catch(() => false);
      this.ctx.storage.transactionSync(() => this.#till.sent(event, taken, nowMs));
    }
    await this.#setAlarm();
  }
}
