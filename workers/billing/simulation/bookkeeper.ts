import { DAY_MS } from "../../kit/time.ts";
import { closeMonth, type Person } from "../ledger/period/close.ts";
import { monthOf, nextMonthMs, startOfMonthMs } from "../ledger/period/month.ts";
import type { Chance } from "./chance.ts";
import type { Plans, SimulatedCompany } from "./company.ts";

const BOOKKEEPER: Person = { id: "bookkeeper", name: "Bookkeeper" };
/** How long after a month's end it is closed at most: some accounts are later than that with what is of it. */
const CLOSES_WITHIN_MS = 4 * DAY_MS;

/** Who closes each month of a legal entity's books, soon after its end. */
export class Bookkeeper implements Plans {
  nextMs: number;
  readonly #company: SimulatedCompany;
  readonly #chance: Chance;

  readonly #entity: string;

  constructor(company: SimulatedCompany, chance: Chance, entity: string) {
    this.#entity = entity;
    this.#company = company;
    this.#chance = chance;
    this.nextMs = this.#closing(company.nowMs);
  }

  async act(): Promise<void> {
    const { env, nowMs } = this.#company;
    const month = monthOf(startOfMonthMs(nowMs) - 1);
    this.nextMs = this.#closing(nowMs);
    const close = () => closeMonth(env.DB, { entity: this.#entity, month }, BOOKKEEPER, nowMs);
    // Cut off in it, it is closed again.
    while (!(await this.#company.survives(async () => void (await close()))));
  }

  #closing(afterMs: number): number {
    return nextMonthMs(startOfMonthMs(afterMs)) + this.#chance.below(CLOSES_WITHIN_MS);
  }
}
