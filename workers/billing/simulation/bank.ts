import { SYSTEM } from "../command/command.ts";
import { BANK } from "../payment/payment.ts";
import { runOnBooks } from "../payment/refund/refund-claim.ts";
import type { RecordTransfer } from "../payment/transfer/bank-transfer.ts";
import { claimedTransfer } from "../payment/transfer/claim.ts";
import type { SimulatedCompany } from "./company.ts";

/** What somebody of the company records of its bank, by references that count over all accounts; twice at times. What is refused changes nothing. */
export class Bank {
  readonly #company: SimulatedCompany;
  #sent = 0;

  constructor(company: SimulatedCompany) {
    this.#company = company;
  }

  /** Money that came in, for an account. */
  async came(accountId: string, input: RecordTransfer): Promise<void> {
    const { env, nowMs } = this.#company;
    const claim = { accountId, input, deed: this.#deed(), reason: "It came in" };
    await this.#surely(() => claimedTransfer(env, claim, nowMs));
  }

  /** Money that went out, as a refund of an account. */
  async went(accountId: string, refundId: string, bankReference: string): Promise<void> {
    const { env, nowMs } = this.#company;
    const input = { refundId, outcome: "sent", bankReference, bookedMs: nowMs };
    const sent = { key: `went-${++this.#sent}`, command: "refund.record-transfer", input, deed: this.#deed() };
    await this.#surely(() => runOnBooks(env, accountId, sent));
  }

  /** Cut off in it, it is recorded again. */
  async #surely(record: () => Promise<unknown>): Promise<void> {
    const times = this.#company.mishaps.repeats() ? 2 : 1;
    for (let time = 0; time < times; time += 1)
      while (!(await this.#company.survives(async () => void (await record()))));
  }

  #deed() {
    return { nowMs: this.#company.nowMs, actor: SYSTEM, reason: "The bank's statement", requestId: "bank" };
  }
}

/** What of the laws banks' references break, in words: each is one payment, or one refund, of the account that has it. */
export async function bankLaws({ env, accounts }: SimulatedCompany): Promise<string[]> {
  const taken = async (table: string, done: string) =>
    (
      await env.DB.prepare(`select bank_reference || ' of ' || account_id as held from ${table} where ${done}`).all<{
        held: string;
      }>()
    ).results.map(({ held }) => held);
  const [came, went] = await Promise.all([
    taken("billing_transfer", "true"),
    taken("billing_refund_transfer", "told is null"),
  ]);
  const all = [...accounts.values()];
  const paid = all.flatMap(({ id, books }) =>
    books.payments.list().flatMap(({ gateway, reference }) => (gateway === BANK ? [`${reference} of ${id}`] : [])),
  );
  const sent = all.flatMap(({ id, books }) =>
    books.refunds.list().flatMap(({ paymentId, status, reference }) => {
      const isByBank = books.payments.get(paymentId)?.gateway === BANK && status === "succeeded";
      return isByBank ? [`${reference} of ${id}`] : [];
    }),
  );
  return [...differing("came in", came, paid), ...differing("went out", went, sent)];
}

function differing(what: string, taken: string[], recorded: string[]): string[] {
  const [held, books] = [taken, recorded].map((some) => some.toSorted().join(", "));
  return held === books ? [] : [`what ${what} is taken as ${held}, and recorded as ${books}`];
}
