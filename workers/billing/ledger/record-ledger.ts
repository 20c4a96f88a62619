import type { LedgerBook, Shelf } from "../books.ts";
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
    const known = this.#transactions.get(transaction.id);
    if (known) {
      if (JSON.stringify(known) === JSON.stringify(transaction)) return;
      throw new Error(`There is another transaction ${transaction.id}`);
    }
    assertBalanced(transaction);
    this.#transactions.put(transaction);
    if (transaction.status === "archived") return;
    for (const { account, currency, direction, amount } of transaction.postings) {
      const id = `${account}/${currency}`;
      const change = direction === "debit" ? amount : -amount;
      this.#balances.put({ id, amount: (this.#balances.get(id)?.amount ?? 0) + change });
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

function assertBalanced({ id, postings }: Transaction): void {
  const sums = new Map<string, number>();
  for (const { amount, currency, direction } of postings) {
    if (!Number.isSafeInteger(amount) || amount <= 0) throw new Error(`${id} posts ${amount}`);
    sums.set(currency, (sums.get(currency) ?? 0) + (direction === "debit" ? amount : -amount));
  }
  for (const [currency, sum] of sums) if (sum !== 0) throw new Error(`${id} is off by ${sum} ${currency}`);
}
