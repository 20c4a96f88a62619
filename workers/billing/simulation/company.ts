import { MemoryTillStore } from "../../../durable-objects/local-gateway/memory-till-store.ts";
import { Till } from "../../../durable-objects/local-gateway/till.ts";
import { DAY_MS } from "../../kit/time.ts";
import { mergeAccounts } from "../account/lifecycle/merging.ts";
import type { AccountBooks } from "../account-client.ts";
import { MemorySeries } from "../books/memory-account.ts";
import { SYSTEM } from "../command/command.ts";
import { companyInput, SECOND_ENTITY } from "../company/company-fixture.ts";
import { takeEvent, workOffEvents } from "../payment/gateway/event-inbox.ts";
import { LOCAL, type TillPort } from "../payment/gateway/local-gateway.ts";
import { reconcile } from "../payment/payout/reconciliation.ts";
import type { Meter } from "../usage/meter.ts";
import { SimulatedAccount } from "./account.ts";
import { Bank } from "./bank.ts";
import { isOut, type Mishaps } from "./mishaps.ts";
import { SqliteDatabase } from "./sqlite-database.ts";

const WEBHOOKS_AT_ONCE = 100;

/** The process died: what it was about to do is not done. */
class Killed extends Error {}

/** Somebody's plans: what they do next, and when. */
export interface Plans {
  nextMs: number;
  act(): Promise<void> | void;
}

/**
 * A company in plain Node: its accounts, gateway, series and lists, with the rules, errands, webhooks and reconciliation of
 * the Worker between them. At every await the process may die; everything in memory is read again then.
 */
export class SimulatedCompany {
  readonly env: Env;
  readonly database = new SqliteDatabase(() => this.point());
  readonly series = new MemorySeries();
  readonly accounts = new Map<string, SimulatedAccount>();
  readonly bank = new Bank(this);
  readonly mishaps: Mishaps;
  readonly meters: Meter[];
  nowMs: number;
  /** Nothing dies or comes late any more: what was lived is looked at. */
  calm = false;
  /** What it met: times that the process died or was deployed anew, and that gateway and tax register did not answer. */
  readonly met = { kills: 0, deploys: 0, gatewayOut: 0, registerOut: 0 };
  till: Till;
  readonly #store = new MemoryTillStore();
  readonly #seed: string;
  readonly #plans: Plans[] = [];
  #dead = false;
  #cronMs: number;

  constructor(
    nowMs: number,
    mishaps: Mishaps,
    { seed = "seed", meters = [] }: { seed?: string; meters?: Meter[] } = {},
  ) {
    this.nowMs = nowMs;
    this.mishaps = mishaps;
    this.meters = meters;
    this.#seed = seed;
    this.#cronMs = nowMs + DAY_MS;
    this.till = new Till(this.#store, seed);
    this.env = this.#surroundings();
  }

  /** Opens an account. */
  open(id: string, input: object = {}): SimulatedAccount {
    const account = new SimulatedAccount(id, this);
    this.accounts.set(id, account);
    const shop = { productId: "shop", name: `Account ${id}`, ownerId: "person-1", currency: "EUR", ...input };
    account.must("company.adopt", companyInput({ legalEntities: [SECOND_ENTITY] }));
    account.must("account.create", shop);
    return account;
  }

  plan(plans: Plans): void {
    this.#plans.push(plans);
  }

  /** Merges an account into another one. What keeps it from that is refused. */
  async merge(fromId: string, intoId: string): Promise<void> {
    const deed = { nowMs: this.nowMs, actor: SYSTEM, reason: "The same customer", requestId: "merge" };
    // Cut off in it, it is asked again.
    while (!(await this.survives(async () => void (await mergeAccounts(this.env, fromId, intoId, deed)))));
  }

  /** Lets time pass: whatever is due happens when it is due, or as late as mishaps have it. */
  async live(untilMs: number): Promise<void> {
    for (;;) {
      await this.#happen();
      const next = Math.min(this.#cronMs, this.till.nextDueMs() ?? Infinity, ...this.#dueMs());
      if (next > untilMs) break;
      this.nowMs = Math.max(this.nowMs, next);
    }
    this.nowMs = untilMs;
  }

  /** Where the process may die. While it is dead nothing of it goes on. */
  point(): void {
    if (this.calm) return;
    this.#dead ||= this.mishaps.kills();
    if (this.#dead) throw new Killed();
  }

  /** Runs a part of the process; false when it died in it, and everything in memory was lost. */
  async survives(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
    } catch (error) {
      if (!this.#dead) throw error;
    }
    if (!this.#dead) return true;
    this.#dead = false;
    this.met.kills += 1;
    this.#restart();
    return false;
  }

  /** A deploy restarts everything. */
  deploy(): void {
    this.met.deploys += 1;
    this.#restart();
  }

  /** Everything in memory is read again from what was stored. */
  #restart(): void {
    for (const account of this.accounts.values()) account.restart();
    this.till = new Till(this.#store, this.#seed);
  }

  *#dueMs(): Iterable<number> {
    for (const account of this.accounts.values()) yield account.dueMs;
    for (const { nextMs } of this.#plans) yield nextMs;
  }

  async #happen(): Promise<void> {
    for (const plans of this.#plans) if (plans.nextMs <= this.nowMs) await plans.act();
    for (const account of this.accounts.values()) if (account.dueMs <= this.nowMs) await account.round();
    this.till.advance(this.nowMs);
    await this.#webhooks();
    if (this.#cronMs > this.nowMs) return;
    this.#cronMs += DAY_MS;
    await this.survives(() => workOffEvents(this.env, this.nowMs));
    await this.survives(() => reconcile(this.env, this.nowMs));
  }

  async #webhooks(): Promise<void> {
    const events = this.till.dueEvents(this.nowMs, WEBHOOKS_AT_ONCE);
    if (events.length === 0) return;
    for (const event of this.mishaps.shuffled(events)) {
      const taken =
        !this.mishaps.loses() &&
        (await this.survives(async () => {
          await takeEvent(this.env, LOCAL, event, this.nowMs);
          if (this.mishaps.repeats()) await takeEvent(this.env, LOCAL, event, this.nowMs);
        }));
      this.till.sent(event, taken, this.nowMs);
    }
    await this.survives(() => workOffEvents(this.env, this.nowMs));
  }

  /** What the Worker's functions find around them. */
  #surroundings(): Env {
    const account = (id: string) => this.#called(this.#accountOf(id).asObject());
    const till = new Proxy({} as TillPort, {
      get:
        (_, name: keyof TillPort) =>
        (...args: never[]) => {
          this.point();
          if (isOut(this.mishaps.outages.gateway, this.nowMs)) {
            this.met.gatewayOut += 1;
            throw new Error("The gateway is out.");
          }
          const answer = (this.till[name] as (...args: never[]) => unknown)(...args);
          this.point();
          return answer;
        },
    });
    const series = (name: string) => ({
      allocate: async (documents: string[]) => {
        this.point();
        const numbers = documents.map((document) => this.series.allocate(name, document));
        this.point();
        return numbers;
      },
    });
    const bindings = {
      DB: this.database,
      ACCOUNT_BILLING: { getByName: account },
      LOCAL_GATEWAY: { getByName: () => till },
      INVOICE_NUMBER: { getByName: series },
      APIARY_ENGINE: "embedded",
      APIARY_SECRET: "simulated",
    };
    return bindings as unknown as Env; // what billing takes of it
  }

  #accountOf(id: string): SimulatedAccount {
    const account = this.accounts.get(id);
    if (!account) throw new Error(`There is no account ${id}`);
    return account;
  }

  /** An account's object with a place to die before and after each call. */
  #called(object: Partial<AccountBooks>): Partial<AccountBooks> {
    const methods = Object.entries(object).map(([name, call]) => [
      name,
      async (...args: never[]) => {
        this.point();
        const answer = await (call as (...args: never[]) => unknown)(...args);
        this.point();
        return answer;
      },
    ]);
    return Object.fromEntries(methods) as Partial<AccountBooks>; // the same methods
  }
}
