import { DAY_MS } from "../../kit/time.ts";
import type { Plans, SimulatedCompany } from "./company.ts";

const EVERY_MS = 7 * DAY_MS;

/** Who looks at the company's cases once a week: what a gateway was asked about in vain is asked again. */
export class Clerk implements Plans {
  nextMs: number;
  readonly #company: SimulatedCompany;

  constructor(company: SimulatedCompany) {
    this.#company = company;
    this.nextMs = company.nowMs + EVERY_MS;
  }

  act(): void {
    this.nextMs += EVERY_MS;
    const { accounts } = this.#company;
    for (const account of accounts.values()) {
      const waiting = account.books.payments.list().filter(({ status }) => status === "unknown");
      for (const { id } of waiting) account.run("payment.ask", { paymentId: id });
    }
  }
}
