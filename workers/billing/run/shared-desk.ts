import { exports, RpcTarget } from "cloudflare:workers";
import {
  type BillingOutlet,
  type BookNews,
  type DeskEnding,
  type EffectDesk,
  type EffectEnding,
  type EffectOrder,
  type Reported,
  triedInVain,
} from "../command/effect-order.ts";
import { mailAll } from "../document/send-mail.ts";
import { allocateNumbers } from "../invoice/allocate-number.ts";
import { Gathering } from "./gathering.ts";

/** How long after a step began its mails still leave at once: with a mail server that hangs it stays far below a driver's lease. */
const MAILS_MS = 5_000;

/** What one account reports. */
interface Report {
  news: BookNews[];
  mails: EffectOrder[];
}

/**
 * A desk at which the accounts of a step have their numbers given and their books written down together: one call for the
 * numbers of a series, one commit for the lists. All else is carried out for each by itself, mails only while they are quick.
 */
export class SharedDesk extends RpcTarget implements EffectDesk {
  readonly #env: Env;
  readonly #gathering = new Gathering();
  readonly #mailsUntilMs: number;
  // The platform's type of an entrypoint unfolds recursive JSON without end; the entrypoint implements this interface.
  readonly #outlet = exports.Billing as unknown as BillingOutlet;
  readonly #number: (order: EffectOrder) => Promise<EffectEnding>;
  readonly #report: (report: Report) => Promise<Reported>;

  constructor(env: Env, beganMs: number) {
    super();
    this.#env = env;
    this.#mailsUntilMs = beganMs + MAILS_MS;
    this.#number = this.#gathering.asks((orders) => allocateNumbers(env, orders));
    this.#report = this.#gathering.asks((reports) => this.#reportAll(reports));
  }

  /** Has an account do its part at the desk. */
  visit<Value>(work: () => Promise<Value>): Promise<Value> {
    return this.#gathering.work(work);
  }

  async carryOut(order: EffectOrder): Promise<DeskEnding> {
    if (order.effect.kind === "allocate-number") return this.#number(order);
    // A copy: what came by a call and is passed on as it is would have to be disposed of.
    const { ...ending } = await this.#gathering.aside(() => this.#outlet.carryOut(order));
    return ending;
  }

  report(news: BookNews[], mails: EffectOrder[]): Promise<Reported> {
    return this.#report({ news, mails });
  }

  async #reportAll(reports: readonly Report[]): Promise<Reported[]> {
    const [failures, endings] = await Promise.all([
      this.#tellAll(reports.map(({ news }) => news)),
      this.#mailAll(reports.flatMap(({ mails }) => mails)),
    ]);
    return reports.map(({ mails }, at) => ({
      endings: endings.splice(0, mails.length),
      failed: failures[at] ?? null,
    }));
  }

  /** Why each account's news could not be written. What fails for all is tried for each by itself: one of them may be why. */
  async #tellAll(news: readonly BookNews[][]): Promise<(string | null)[]> {
    const failed = await this.#tell(news.flat());
    if (failed === null || news.length === 1) return news.map(() => failed);
    const failures: (string | null)[] = [];
    for (const one of news) failures.push(await this.#tell(one));
    return failures;
  }

  async #tell(news: BookNews[]): Promise<string | null> {
    if (news.length === 0) return null;
    const { failed } = await this.#outlet.report(news, []).catch((error) => ({ failed: triedInVain(error).because }));
    return failed;
  }

  async #mailAll(orders: EffectOrder[]): Promise<DeskEnding[]> {
    if (Date.now() > this.#mailsUntilMs) return orders.map(() => ({ kind: "later" }));
    return mailAll(this.#env, orders);
  }
}
