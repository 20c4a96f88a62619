import type { Account } from "../account/account.ts";
import type { Company } from "../company/company.ts";
import { carried, placed } from "../ledger/posting/placing.ts";
import { RecordLedger } from "../ledger/posting/record-ledger.ts";
import type { BillingEvent } from "../webhook/event.ts";
import type { Books, LedgerBook } from "./books.ts";
import { Drawer, type Journal } from "./drawer.ts";
import type { RecordChange, RecordSource, StoredRecord } from "./record.ts";

const NOTHING: RecordSource = { read: () => [], find: () => null, lastPlace: () => 0 };

/**
 * An account's books in memory over a source of records, by default an empty one. What a transaction changed is held
 * until `keep` hands it over to be stored or `undo` takes it back.
 */
export class RecordBooks implements Books {
  readonly accountId: string;
  readonly people: Books["people"];
  readonly waivers: Books["waivers"];
  readonly overrides: Books["overrides"];
  readonly notes: Books["notes"];
  readonly subscriptions: Books["subscriptions"];
  readonly redemptions: Books["redemptions"];
  readonly pendingLines: Books["pendingLines"];
  readonly invoices: Books["invoices"];
  readonly creditNotes: Books["creditNotes"];
  readonly balance: Books["balance"];
  readonly methods: Books["methods"];
  readonly gatewayCustomers: Books["gatewayCustomers"];
  readonly payments: Books["payments"];
  readonly refunds: Books["refunds"];
  readonly disputes: Books["disputes"];
  readonly measured: Books["measured"];
  readonly tasks: Books["tasks"];
  readonly outbox: Books["outbox"];
  readonly movements: Books["movements"];
  readonly ledger: LedgerBook;
  readonly #account: Drawer<"account">;
  readonly #company: Drawer<"company">;
  readonly #counters: Drawer<"counter">;
  readonly #journal: Journal = [];
  readonly #told: BillingEvent[] = [];
  /** How much of the journal `takeChanges` has given. */
  #taken = 0;

  constructor(accountId: string, source: RecordSource = NOTHING) {
    this.accountId = accountId;
    const journal = this.#journal;
    this.people = new Drawer("person", source, journal);
    this.waivers = new Drawer("waiver", source, journal);
    this.overrides = new Drawer("override", source, journal);
    this.notes = new Drawer("note", source, journal);
    this.subscriptions = new Drawer("subscription", source, journal);
    this.redemptions = new Drawer("redemption", source, journal);
    this.pendingLines = new Drawer("pending-line", source, journal);
    this.invoices = new Drawer("invoice", source, journal);
    this.creditNotes = new Drawer("credit-note", source, journal);
    this.balance = new Drawer("balance-entry", source, journal);
    this.methods = new Drawer("payment-method", source, journal);
    this.gatewayCustomers = new Drawer("gateway-customer", source, journal);
    this.payments = new Drawer("payment", source, journal);
    this.refunds = new Drawer("refund", source, journal);
    this.disputes = new Drawer("dispute", source, journal);
    this.measured = new Drawer("measured", source, journal);
    this.tasks = new Drawer("task", source, journal);
    this.outbox = new Drawer("effect", source, journal);
    this.movements = new Drawer("movement", source, journal);
    this.ledger = new RecordLedger(
      new Drawer("transaction", source, journal),
      new Drawer("ledger-balance", source, journal),
      { placed: (each) => placed(this, each), carried: (each) => carried(this, each) },
    );
    this.#account = new Drawer("account", source, journal);
    this.#company = new Drawer("company", source, journal);
    this.#counters = new Drawer("counter", source, journal);
  }

  account(): Account | null {
    return this.#account.get(this.accountId);
  }

  putAccount(account: Account): void {
    this.#account.put(account);
  }

  company(): Company | null {
    return this.#company.get("company");
  }

  putCompany(company: Company): void {
    this.#company.put({ ...company, id: "company" });
  }

  newId(prefix: string): string {
    const last = (this.#counters.get(prefix)?.last ?? 0) + 1;
    this.#counters.put({ id: prefix, last });
    return `${prefix}_${this.accountId.replaceAll("-", "")}_${last}`;
  }

  takeChanges(): RecordChange[] {
    const changes = new Map<string, RecordChange>();
    for (const { key, before, record } of this.#journal.slice(this.#taken)) {
      const known = changes.get(key);
      const first = known ? known.before : (before?.row ?? null);
      const { kind, id, row } = record;
      changes.set(key, { kind, id, before: first, after: row } as RecordChange); // both rows are of the record's kind
    }
    this.#taken = this.#journal.length;
    return [...changes.values()];
  }

  tell(event: BillingEvent): void {
    this.#told.push(event);
  }

  /** What the transaction told so far, in order. */
  told(): BillingEvent[] {
    return [...this.#told];
  }

  /** Every record that the transaction changed so far, as it is now, in the order of first change. */
  changes(): StoredRecord[] {
    const changed = new Map<string, StoredRecord>();
    for (const { key, record } of this.#journal) changed.set(key, record);
    return [...changed.values()];
  }

  /** Ends a transaction and hands over what it changed. */
  keep(): StoredRecord[] {
    const changed = this.changes();
    this.#end();
    return changed;
  }

  /** Ends a transaction: everything is as it was before it. */
  undo(): void {
    for (const change of this.#journal.reverse()) change.undo();
    this.#end();
  }

  #end(): void {
    this.#journal.length = 0;
    this.#told.length = 0;
    this.#taken = 0;
  }
}

/** The account that an id made by `newId` belongs to; null when it is no such id. */
export function accountOf(id: string): string | null {
  const match = /^[a-z]+_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_\d+$/.exec(id);
  return match?.slice(1).join("-") ?? null;
}
