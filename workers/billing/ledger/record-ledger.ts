import type { LedgerBook, Shelf } from "../books.ts";
import { effectOn, postResult, signed } from "./posting-rule.ts";
import type { Transaction } from "./transaction.ts";

/** An account's ledger over its records: transactions, and the balance of each account of the chart kept beside them. */
export class RecordLedger implements LedgerBook {
  readonly #transactions: Shelf<Transaction>;
  readonly #balances: Shelf<{ id: string; amount: number }>;

  constructor(transactions: Shelf<Transaction>, balances: Shelf<{ id: string; amount: number }>) {
    this.#transactions = transactions;
    this.#balances = balances;
  }

  post(transaction: Transaction): void {
    const find = (id: string) => this.#transactions.get(id);
    const result = postResult(transaction, find);
    if (result === "exists") return;
    if (result !== "created") throw new Error(`${transaction.id}: ${result}`);
    this.#transactions.put(transaction);
    for (const posting of effectOn(transaction, find)) {
      const id = `${posting.account}/${posting.currency}`;
      this.#balances.put({ id, amount: (this.#balances.get(id)?.amount ?? 0) + signed(posting) });
    }
  }

  get(id: string): Transaction | null {
    return this.#transactions.get(id);
  }

  balance(account: string, currency: string): number {
    return this.#balances.get(`${account}/${currency}`)?.amount ?? 0;
  }

  list(): Transaction[] {
    return this.#transactions.list();
  }
}
