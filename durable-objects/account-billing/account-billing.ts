import { DurableObject } from "cloudflare:workers";
import BOOKS from "../../migrations/account-billing/0000_books.sql";
import USAGE from "../../migrations/account-billing/0001_usage.sql";
import PERSON from "../../migrations/account-billing/0002_person.sql";
import EVENT from "../../migrations/account-billing/0003_event.sql";
import VAULT from "../../migrations/account-billing/0004_vault.sql";
import EVENT_BY_NUMBER from "../../migrations/account-billing/0005_event_by_number.sql";
import { searchHash } from "../../workers/billing/account/person/keyed-hash.ts";
import type { Personal } from "../../workers/billing/account/person/personal.ts";
import type { RecordFilter, RecordKind, RecordTypes, StoredRecord } from "../../workers/billing/books/record.ts";
import { brokenAt, type ExportedEntry, openedEntry } from "../../workers/billing/command/command-chain.ts";
import type { Envelope, LoggedCommand } from "../../workers/billing/command/command-log.ts";
import type { BillingOutlet, EffectDesk } from "../../workers/billing/command/effect-order.ts";
import type { Asked, Reply } from "../../workers/billing/command/execute.ts";
import type { Company } from "../../workers/billing/company/company.ts";
import { changesAnything, type TakenOver } from "../../workers/billing/import/effect-of-import.ts";
import { importedOwnerId } from "../../workers/billing/import/imported-id.ts";
import type { Payment } from "../../workers/billing/payment/payment.ts";
import { type Billed, billedIn, type Window } from "../../workers/billing/run/billed.ts";
import { endedItems } from "../../workers/billing/subscription/former-item.ts";
import { usageBy } from "../../workers/billing/usage/account-usage.ts";
import type { Meter } from "../../workers/billing/usage/meter.ts";
import { meteredPeriods, staysOpen } from "../../workers/billing/usage/metered-period.ts";
import { UsageBook } from "../../workers/billing/usage/usage-book.ts";
import type { UsageEvent, UsageOutcome } from "../../workers/billing/usage/usage-event.ts";
import type { AccountUsage } from "../../workers/billing/usage/view.ts";
import type { BillingEvent } from "../../workers/billing/webhook/event.ts";
import { newId } from "../../workers/kit/ids.ts";
import { FIRST_PREVIOUS_HASH } from "../audit-log/entry.ts";
import { isBlank, migrate } from "../migrate.ts";
import { Commands, type Preview } from "./commands.ts";
import type { DeliveryState } from "./delivery.ts";
import { passTo } from "./test-clock.ts";
import { Upkeep } from "./upkeep.ts";
import { UsageTable } from "./usage-table.ts";

/** Commands on one page of the log, and in one step of a verification, at most. */
export const LOG_PAGE_MAX = 1_000;
/** Payments of one invoice that are read at once: dunning gives up long before. */
const PAYMENTS_READ_MAX = 100;
/** Records on one page of all of them, and the rest of the last one's command. */
const RECORDS_PAGE = 1_000;

/** One account's books: the only place where its subscriptions, invoices, payments and ledger are written. */
export class AccountBilling extends DurableObject<Env> {
  #opened: Rooms | null = null;

  /** Everything of the account. Made when it is needed, so that asking after an id that nobody opened keeps nothing. */
  get #rooms(): Rooms {
    this.#opened ??= roomsOf(this.ctx, this.env);
    return this.#opened;
  }
  get #commands(): Commands {
    return this.#rooms.commands;
  }
  get #upkeep(): Upkeep {
    return this.#rooms.upkeep;
  }
  get #usage(): UsageTable {
    return this.#rooms.usage;
  }

  /** Whether nothing was ever written: nobody opened an account of this id. */
  get #isBlank(): boolean {
    return this.#opened === null && isBlank(this.ctx.storage);
  }

  /** Carries out a command. With `wait` what it sets off elsewhere has been tried once before the answer leaves. */
  async run(envelope: Envelope, wait = false): Promise<Reply> {
    await this.#upkeep.adopt();
    if (envelope.command === "clock.set") await passTo(envelope, this.#commands, this.#upkeep);
    const reply = this.#commands.execute(envelope);
    this.#upkeep.wake(Date.now());
    if (wait && reply.ok) await this.#upkeep.round();
    return reply;
  }

  /** Whether a command of that key was carried out. */
  hasRun(key: string): boolean {
    return this.#commands.log.find(key) !== null;
  }

  /** Carries out commands one after the other in one transaction: one that is refused changes nothing, one that throws undoes them all. */
  async runAll(envelopes: Envelope[]): Promise<Reply[]> {
    await this.#upkeep.adopt();
    const replies = this.#commands.transact(() => envelopes.map((envelope) => this.#commands.execute(envelope)));
    this.#upkeep.wake(Date.now());
    return replies;
  }

  /** What a command would do, and what would come `then`, with nothing done. */
  async preview(asked: Asked, then: readonly Asked[] = []): Promise<Preview> {
    await this.#upkeep.adopt();
    return this.#commands.preview(asked, then);
  }

  /**
   * Carries out an import, and keeps what is known of the owner whom it made, once: who was erased since stays so. What
   * would change nothing is not even logged. What it sets off is done at a desk that many share.
   */
  async takeOver(envelope: Envelope, owner: Personal | null, desk: EffectDesk, company: Company): Promise<TakenOver> {
    await this.#upkeep.adopt(company);
    const { books, log } = this.#commands;
    if (books.account() !== null && log.find(envelope.key) === null) {
      const seen = this.#commands.preview(envelope);
      if (!seen.ok) return seen;
      if (!changesAnything(seen.changes)) return { ok: true, changed: false };
    }
    const reply = this.#commands.execute(envelope);
    if (!reply.ok) return reply;
    const ownerId = this.#commands.books.account()?.ownerId ?? "";
    if (
      owner &&
      importedOwnerId(this.#commands.books.accountId) === ownerId &&
      !this.#commands.people.all().has(ownerId)
    ) {
      this.#commands.people.put(ownerId, owner);
    }
    // For the case that it is cut off: it is done here, and the alarm would do it once more.
    this.#upkeep.wake();
    await this.#upkeep.round(desk);
    return { ok: true, changed: true };
  }

  /** Counts a batch of usage events in one transaction, and says of each what became of it. */
  recordUsage(events: UsageEvent[], nowMs: number): UsageOutcome[] {
    if (this.#isBlank) return events.map(() => "no-such-account");
    const { books } = this.#commands;
    const account = books.account();
    if (!account) return events.map(() => "no-such-account");
    return this.#commands.transact(() => {
      const usage = new UsageBook(this.#usage);
      const outcomes = usage.record(events, meteredPeriods(books), account.clockMs ?? nowMs, staysOpen(books));
      usage.forget(account.clockMs ?? nowMs);
      this.#billCorrected(events.filter((event, index) => event.corrects !== null && outcomes[index] === "late"));
      return outcomes;
    });
  }

  /** Has what was corrected after its last invoice billed once more. A live subscription sees to that with its next one. */
  #billCorrected(corrections: UsageEvent[]): void {
    const { books } = this.#commands;
    const isOpen = staysOpen(books);
    const closed = corrections.filter(
      ({ meterId }) => !isOpen(meterId, Number.POSITIVE_INFINITY, true) || endedItems(books, meterId).length > 0,
    );
    if (closed.length === 0) return;
    const meterIds = [...new Set(closed.map(({ meterId }) => meterId))];
    const sent = { requestId: "usage" };
    this.#commands.executeOwn(`corrected:${newId()}`, "subscription.correct-usage", { meterIds }, sent);
    this.#upkeep.wake(Date.now());
  }

  /** What the account used by some meters. */
  usage(meters: Meter[], nowMs: number): AccountUsage {
    const account = this.#commands.books.account();
    const meterUsage = usageBy(this.#usage, meters, account?.clockMs ?? nowMs);
    return { zone: account?.timeZone ?? "UTC", meters: meterUsage };
  }

  /** All records of some kinds, each in the order in which they came. */
  records<Kind extends RecordKind>(kinds: Kind[]): { [K in Kind]: RecordTypes[K][] } {
    const found = kinds.map((kind) => [
      kind,
      this.#isBlank ? [] : this.#commands.records.read(kind).map(({ row }) => row),
    ]);
    return Object.fromEntries(found) as { [K in Kind]: RecordTypes[K][] }; // by the pairs above
  }

  /** Records that commands after `seq` wrote, those that are gone left out; `through` continues, the same as `seq` at the end. */
  recordsAfter(seq: number): { records: StoredRecord[]; through: number } {
    const { records, through } = this.#commands.records.changedAfter(seq, RECORDS_PAGE);
    return { records: records.filter(({ row }) => row !== null), through };
  }

  /** Records of a kind, the newest first, at most `limit`; those before the record `after`, or null when there is none of that id. */
  page<Kind extends RecordKind>(
    kind: Kind,
    limit: number,
    after: string | null = null,
    filter: RecordFilter = {},
  ): RecordTypes[Kind][] | null {
    if (this.#isBlank) return after === null ? [] : null;
    const page = this.#commands.records.page(kind, Math.min(limit, RECORDS_PAGE), after, filter);
    return page?.flatMap(({ row }) => row ?? []) ?? null;
  }

  /** What was tried to pay an invoice, the newest of it, in its order. */
  paymentsFor(invoiceId: string): Payment[] {
    if (this.#isBlank) return [];
    return this.#commands.records.paymentsFor(invoiceId, PAYMENTS_READ_MAX).flatMap(({ row }) => row ?? []);
  }

  /** One record; null when there is none. */
  record<Kind extends RecordKind>(kind: Kind, id: string): RecordTypes[Kind] | null {
    if (this.#isBlank) return null;
    return this.#commands.records.find(kind, id)?.row ?? null;
  }

  /** Events by their numbers, in their order; those that are no longer kept are left out. */
  events(sequences: number[]): BillingEvent[] {
    return this.#commands.events.find(sequences, Date.now());
  }

  /** A page of the log, the newest command first, before `seq` (null for the newest). */
  commands(beforeSeq: number | null, limit = LOG_PAGE_MAX): LoggedCommand[] {
    return this.#commands.log.before(beforeSeq ?? Number.MAX_SAFE_INTEGER, Math.min(limit, LOG_PAGE_MAX));
  }

  /** A page of the chain as it is kept, the newest entry first, each with what it keeps to itself as long as that can be opened. */
  chain(beforeSeq: number | null): ExportedEntry[] {
    const { log, keys } = this.#commands;
    const entries = log.entriesBefore(beforeSeq ?? Number.MAX_SAFE_INTEGER, LOG_PAGE_MAX);
    return entries.map((entry) => ({ ...entry, ...(entry.form === "sealed" && openedEntry(entry, keys)) }));
  }

  /** Recomputes the chain from command `from` on, a page of it; `next` continues, null at the end. */
  verify(from = 1): { checked: number; brokenAt: number | null; next: number | null } {
    const { log } = this.#commands;
    const [previous] = from > 1 ? log.entries(from - 2, 1) : [];
    const start = previous ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
    const entries = log.entries(from - 1, LOG_PAGE_MAX);
    const broken = brokenAt(start, entries, log.vouched());
    const next = entries.length === LOG_PAGE_MAX ? from + LOG_PAGE_MAX : null;
    return { checked: entries.length, brokenAt: broken, next: broken === null ? next : null };
  }

  /** Keeps what is known of people, apart from the books. */
  async identify(people: { id: string; personal: Personal }[]): Promise<void> {
    this.#commands.transact(() => {
      for (const { id, personal } of people) this.#commands.people.put(id, personal);
    });
    await this.#upkeep.projectAnew();
  }

  /**
   * Has somebody known by another mail address, by a command and in its transaction. Refused where they have another one by now than the one
   * that `was` theirs; asked again it changes nothing.
   */
  async readdress(envelope: Envelope, change: { personId: string; was: string; mail: string }): Promise<Reply> {
    const reply = this.#commands.readdress(envelope, change);
    if (reply.ok) await this.#upkeep.projectAnew();
    return reply;
  }

  /** What is known of the account's people; null for who was erased. */
  people(): ReadonlyMap<string, Personal | null> {
    return this.#commands.people.all();
  }

  /** Destroys the key of somebody's name and address. The books and their log stay as they are. */
  async erase(personId: string): Promise<void> {
    this.#commands.people.erase(personId);
    await this.#upkeep.projectAnew();
  }

  /** How the effects that wait are doing. */
  deliveries(): DeliveryState[] {
    return this.#commands.delivery.states();
  }

  /** Sends a parked effect again. Returns false when it is not parked. */
  replayEffect(effectId: string): boolean {
    const replayed = this.#commands.delivery.replay(effectId);
    if (replayed) this.#upkeep.projectAgain();
    if (replayed) this.#upkeep.wake(Date.now());
    return replayed;
  }

  /** Tells the lists everything again, from the first record on. */
  rebuild(): void {
    this.#upkeep.projectAll();
    this.#upkeep.wake(Date.now());
  }

  /** Does now what is due: for whoever drives many accounts, and when an alarm was lost. */
  async wake(): Promise<void> {
    await this.#upkeep.round();
  }

  /**
   * Does what is due at a desk that many share, by the company's settings as they are now, and says what a window was
   * billed, whoever did it: asked again it says the same.
   */
  async bill(window: Window, desk: EffectDesk, company: Company): Promise<Billed> {
    await this.#upkeep.adopt(company);
    await this.#upkeep.round(desk);
    return billedIn(this.#commands.books, window);
  }

  /** What would be billed for a window if its end had come, with nothing done. */
  wouldBill(window: Window): Promise<Billed> {
    return this.#upkeep.imagine(window);
  }

  override async alarm(): Promise<void> {
    await this.#upkeep.round();
  }
}

/** What an account's object consists of. */
interface Rooms {
  commands: Commands;
  upkeep: Upkeep;
  usage: UsageTable;
}

function roomsOf({ storage, id, exports }: DurableObjectState, env: Env): Rooms {
  migrate(storage, [BOOKS, USAGE, PERSON, EVENT, VAULT, EVENT_BY_NUMBER]);
  // The object's name is its account's id: whoever holds an account's object made it by that.
  if (id.name === undefined) throw new Error("An account's object is addressed by the account's id");
  const commands = new Commands(storage, id.name, env.APIARY_SECRET);
  const usage = new UsageTable(storage.sql);
  // The platform's type of a stub unfolds recursive JSON without end; the entrypoint implements this interface.
  const outlet = exports.Billing as unknown as BillingOutlet;
  const hash = searchHash(env.APIARY_SECRET);
  return { commands, usage, upkeep: new Upkeep(commands, { storage, outlet, usage, hash }) };
}
