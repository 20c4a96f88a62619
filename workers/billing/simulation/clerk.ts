import { DAY_MS } from "../../kit/time.ts";
import { BANK } from "../payment/payment.ts";
import type { SimulatedAccount } from "./account.ts";
import type { Plans, SimulatedCompany } from "./company.ts";

const EVERY_MS = 7 * DAY_MS;

/** Who looks at the company's cases once a week: what a gateway was asked about in vain is asked again, refunds by bank are made. */
export class Clerk implements Plans {
  nextMs: number;
  readonly #company: SimulatedCompany;
  #sent = 0;

  constructor(company: SimulatedCompany) {
    this.#company = company;
    this.nextMs = company.nowMs + EVERY_MS;
  }

  async act(): Promise<void> {
    this.nextMs += EVERY_MS;
    const { accounts, bank } = this.#company;
    for (const account of accounts.values()) {
      const waiting = account.books.payments.list().filter(({ status }) => status === "unknown");
      for (const { id } of waiting) account.run("payment.ask", { paymentId: id });
      for (const { id } of toBeMade(account)) {
        // A slip: what was sent last is named first.
        await bank.went(account.id, id, `out-${this.#sent}`);
        await bank.went(account.id, id, `out-${++this.#sent}`);
      }
    }
  }
}

const toBeMade = ({ books }: SimulatedAccount) =>
  books.refunds
    .list()
    .filter(({ paymentId, status }) => status === "initiated" && books.payments.get(paymentId)?.gateway === BANK);
