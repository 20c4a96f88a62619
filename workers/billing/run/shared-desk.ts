import { exports, RpcTarget } from "cloudflare:workers";
import type { BookNews, EffectDesk, EffectEnding, EffectOrder } from "../effect-order.ts";
import { allocateNumbers } from "../invoice/allocate-number.ts";
import { Gathering } from "./gathering.ts";

/**
 * A desk at which the accounts of a step have their numbers given and their books written down together: one call for the
 * numbers of a series, one commit for the lists. All else is carried out for each by itself.
 */
export class SharedDesk extends RpcTarget implements EffectDesk {
  readonly #gathering = new Gathering();
  readonly #number: (order: EffectOrder) => Promise<EffectEnding>;
  readonly #carryOut: (order: EffectOrder) => Promise<EffectEnding>;
  readonly #tell: (news: BookNews) => Promise<null>;

  constructor(env: Env) {
    super();
    // The platform's type of an entrypoint unfolds recursive JSON without end; the entrypoint implements this interface.
    const outlet = exports.Billing as unknown as EffectDesk;
    this.#number = this.#gathering.asks((orders) => allocateNumbers(env, orders));
    this.#carryOut = (order) => this.#gathering.aside(() => outlet.carryOut(order));
    this.#tell = this.#gathering.asks(async (news) => {
      await outlet.project(news);
      return news.map(() => null);
    });
  }

  /** Has an account do its part at the desk. */
  visit<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#gathering.work(work);
  }

  carryOut(order: EffectOrder): Promise<EffectEnding> {
    return order.effect.kind === "allocate-number" ? this.#number(order) : this.#carryOut(order);
  }

  async project(news: BookNews[]): Promise<void> {
    for (const one of news) await this.#tell(one);
  }
}
