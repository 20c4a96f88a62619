import { exports, RpcTarget } from "cloudflare:workers";
import { mailAll } from "../document/send-mail.ts";
import type { BillingOutlet, BookNews, EffectDesk, EffectEnding, EffectOrder } from "../effect-order.ts";
import { allocateNumbers } from "../invoice/allocate-number.ts";
import { Gathering } from "./gathering.ts";

/** How long after a step began its mails still leave at once: with a mail server that hangs it stays far below a driver's lease. */
const MAILS_MS = 5_000;

/**
 * A desk at which the accounts of a step have their numbers given and their books written down together: one call for the
 * numbers of a series, one commit for the lists. All else is carried out for each by itself, mails only while they are quick.
 */
export class SharedDesk extends RpcTarget implements EffectDesk {
  readonly #gathering = new Gathering();
  readonly #mailsUntilMs: number;
  readonly #number: (order: EffectOrder) => Promise<EffectEnding>;
  readonly #mail: (order: EffectOrder) => Promise<EffectEnding>;
  readonly #carryOut: (order: EffectOrder) => Promise<EffectEnding>;
  readonly #tell: (news: BookNews) => Promise<null>;

  constructor(env: Env, beganMs: number) {
    super();
    this.#mailsUntilMs = beganMs + MAILS_MS;
    // The platform's type of an entrypoint unfolds recursive JSON without end; the entrypoint implements this interface.
    const outlet = exports.Billing as unknown as BillingOutlet;
    this.#number = this.#gathering.asks((orders) => allocateNumbers(env, orders));
    this.#mail = this.#gathering.asks((orders) => mailAll(env, orders));
    this.#carryOut = async (order) => {
      // A copy: what came by a call and is passed on as it is would have to be disposed of.
      const { ...ending } = await this.#gathering.aside(() => outlet.carryOut(order));
      return ending;
    };
    this.#tell = this.#gathering.asks(async (news) => {
      await outlet.project(news);
      return news.map(() => null);
    });
  }

  /** Has an account do its part at the desk. */
  visit<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#gathering.work(work);
  }

  async carryOut(order: EffectOrder): ReturnType<EffectDesk["carryOut"]> {
    const { kind } = order.effect;
    if (kind === "allocate-number") return this.#number(order);
    if (kind !== "mail") return this.#carryOut(order);
    if (Date.now() > this.#mailsUntilMs) return { kind: "later" };
    return order.mail?.letter ? this.#mail(order) : this.#carryOut(order);
  }

  async project(news: BookNews[]): Promise<void> {
    for (const one of news) await this.#tell(one);
  }
}
