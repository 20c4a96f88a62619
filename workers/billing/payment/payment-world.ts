import type { Json } from "../../../durable-objects/audit-log/entry.ts";
import { MemoryTillStore } from "../../../durable-objects/local-gateway/memory-till-store.ts";
import { Till } from "../../../durable-objects/local-gateway/till.ts";
import { SYSTEM } from "../command.ts";
import { MemoryLog } from "../command-log.ts";
import type { EffectEnding, EffectOrder } from "../effect-order.ts";
import { execute } from "../execute.ts";
import type { RecordKind, RecordTypes } from "../record.ts";
import type { RecordBooks } from "../record-books.ts";
import { nextDueMs } from "../schedule/tasks.ts";
import type { Gateway, GatewayEvent } from "./gateway.ts";
import { hear } from "./hook.ts";
import { localGateway } from "./local-gateway.ts";
import { type PaymentDesk, runPaymentErrand, runRefundErrand } from "./payment-errand.ts";
import { emptyBooks, openInvoice, START_MS } from "./payment-fixture.ts";

/** The process died. What its commands had stored is kept; what it was about to do is not done. */
class Killed extends Error {}

/** What goes wrong on the way: `kills` is asked at every await, the others for every webhook and errand. */
export interface Mishaps {
  kills(): boolean;
  repeats(): boolean;
  shuffled<Item>(items: Item[]): Item[];
}

export const NO_MISHAPS: Mishaps = { kills: () => false, repeats: () => false, shuffled: (items) => items };

/** One account and the local gateway in plain Node, with the outbox and the inbox between them. */
export class PaymentWorld {
  readonly till = new Till(new MemoryTillStore(), "seed");
  readonly books: RecordBooks = emptyBooks();
  nowMs = START_MS;
  readonly #log = new MemoryLog();
  readonly #gateway: Gateway;
  readonly #mishaps: Mishaps;
  #keys = 0;

  constructor(mishaps: Mishaps) {
    this.#mishaps = mishaps;
    this.#gateway = this.#killable(localGateway(this.till, () => this.nowMs));
    this.books.keep();
  }

  /** Opens an invoice and collects it from a new card of that token. */
  bill(token: string, amount: number): void {
    const card = { gateway: "local", customer: "", kind: "card", brand: "test", last4: "4242" } as const;
    this.run("method.attach", { ...card, token, expires: { month: 12, year: 2099 }, makeDefault: true });
    const { id } = openInvoice(this.books, amount, { dueMs: this.nowMs, finalisedMs: this.nowMs });
    this.books.keep();
    this.run("payment.collect", { invoiceId: id });
  }

  run(command: string, input: Json, key = `key ${++this.#keys}`, settles?: string) {
    const deed = { nowMs: this.nowMs, actor: SYSTEM, reason: "", requestId: key };
    const envelope = { key, command, input, deed, ...(settles !== undefined && { settles }) };
    return execute(this.books, this.#log, envelope, () => {});
  }

  /** Lets time pass: errands, webhooks and tasks at the times at which they are due. */
  async live(untilMs: number): Promise<void> {
    for (;;) {
      await this.#errands();
      this.till.advance(this.nowMs);
      await this.#webhooks();
      this.run("account.advance", {});
      if (this.#next()) continue;
      const dueMs = [this.till.nextDueMs(), nextDueMs(this.books)].filter((atMs) => atMs !== null);
      const nextMs = Math.max(this.nowMs + 1, Math.min(...dueMs));
      if (nextMs > untilMs) break;
      this.nowMs = nextMs;
    }
    this.nowMs = untilMs;
  }

  #next() {
    return this.books.outbox.list().find(({ notBeforeMs }) => notBeforeMs <= this.nowMs);
  }

  async #errands(): Promise<void> {
    for (let effect = this.#next(); effect; effect = this.#next()) {
      const order = { accountId: this.books.accountId, effect, nowMs: this.nowMs };
      await this.#surviving(async (attempt) => {
        const ending = await this.#carriedOut({ ...order, attempt });
        this.#point();
        if (ending.kind !== "done") throw new Error(ending.because);
        const times = this.#mishaps.repeats() ? 2 : 1;
        for (let time = 0; time < times; time += 1) {
          for (const { command, input, key } of ending.commands) this.run(command, input, key, order.effect.id);
        }
        this.#point();
      });
      if (this.books.outbox.get(effect.id))
        this.run("effect.end", { effectId: effect.id }, `end ${++this.#keys}`, effect.id);
    }
  }

  async #carriedOut(order: EffectOrder): Promise<EffectEnding> {
    const desk: PaymentDesk = { gateway: () => this.#gateway, record: async (_, kind, id) => this.#record(kind, id) };
    const { kind } = order.effect;
    if (kind === "refund" || kind === "ask-refund") return runRefundErrand(desk, order);
    if (kind === "charge" || kind === "ask-payment" || kind === "cancel-payment") return runPaymentErrand(desk, order);
    return { kind: "done", commands: [] };
  }

  #record<Kind extends RecordKind>(kind: Kind, id: string): RecordTypes[Kind] | null {
    const { payments, refunds, methods } = this.books;
    const shelf = { payment: payments, refund: refunds, "payment-method": methods }[kind as "payment"];
    // The shelf is the one of this kind.
    return shelf.get(id) as unknown as RecordTypes[Kind] | null;
  }

  async #webhooks(): Promise<void> {
    for (const event of this.#mishaps.shuffled(this.till.dueEvents(this.nowMs, 100))) {
      const times = this.#mishaps.repeats() ? 2 : 1;
      for (let time = 0; time < times; time += 1) await this.#surviving(() => this.#hear(event));
      this.till.sent(event, true, this.nowMs);
    }
  }

  async #hear(event: GatewayEvent): Promise<void> {
    const heard = await hear(this.#gateway, event, async () => null, this.nowMs);
    this.#point();
    if (heard.ok && heard.value)
      this.run(heard.value.envelope.command, heard.value.envelope.input, heard.value.envelope.key);
    this.#point();
  }

  /** Runs until it is done, from its beginning again whenever it was killed. */
  async #surviving(work: (attempt: number) => Promise<void>): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await work(attempt);
        return;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    }
  }

  #point(): void {
    if (this.#mishaps.kills()) throw new Killed();
  }

  /** The gateway with a place to die before and after each request. */
  #killable(gateway: Gateway): Gateway {
    const around =
      <Request, Answer>(call: (request: Request) => Promise<Answer>) =>
      async (request: Request): Promise<Answer> => {
        this.#point();
        const answer = await call(request);
        this.#point();
        return answer;
      };
    const { charge, refund, askCharge, askRefund } = gateway;
    const asked = { askCharge: around(askCharge), askRefund: around(askRefund) };
    return { ...gateway, charge: around(charge), refund: around(refund), ...asked };
  }
}
