import type { LedgerBook, Shelf } from "../../books/books.ts";
import { postResult, signed } from "./posting-rule.ts";
import type { Transaction } from "./transaction.ts";

/** In which legal entity's books a transaction is, and what it makes necessary in another one's (`placing.ts`). */
interface Places {
  placed(transaction: Transaction): Transaction;
  carried(transaction: Transaction): Transaction[];
}

/** An account's ledger over its records: transactions, and the balance of each account of the chart kept beside them. */
export class RecordLedger implements LedgerBook {
  readonly #transactions: Shelf<Transaction>;
  readonly #balances: Shelf<{ id: string; amount: number }>;
  readonly #places: Places;

  constructor(transactions: Shelf<Transaction>, balances: Shelf<{ id: string; amount: number }>, places: Places) {
    this.#transactions = transactions;
    this.#balances = balances;
    this.#places = places;
  }

  post(told: Transaction): void {
    const find = (id: string) => this.#transactions.get(id);
    const transaction = this.#places.placed(told);
    const result = postResult(transaction, find);
    if (result === "exists") return;
    if (result !== "created") throw new Error(`${transaction.id}: ${result}`);
    this.#transactions.put(transaction);
    for (const posting of transaction.status === "posted" ? transaction.postings : []) {
      const id = `${posting.account}/${posting.currency}`;
      this.#balances.put({ id, amount: (this.#balances.get(id)?.amount ?? 0) + signed(posting) });
    }
    for (const each of this.#places.carried(transaction)) this.post(each);
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
