import { ClosingUsage } from "../../../durable-objects/account-billing/closing-usage.ts";
import type { Json } from "../../kit/json.ts";
import { SYSTEM } from "../command/command.ts";
import { type Envelope, MemoryLog } from "../command/command-log.ts";
import { execute, type Reply } from "../command/execute.ts";
import { MemoryUsage } from "../usage/memory-usage.ts";
import type { Meter } from "../usage/meter.ts";
import type { BillingEvent } from "../webhook/event.ts";
import type { RecordKind, RecordSource, RecordTypes, StoredRecord } from "./record.ts";
import { RecordBooks } from "./record-books.ts";

/** Numbers of all series of a company, as their objects give them. */
export class MemorySeries {
  readonly given = new Map<string, string[]>();

  /** The document's number in a series: the same whenever it is asked for again. */
  allocate(series: string, document: string): number {
    const documents = this.given.get(series) ?? [];
    this.given.set(series, documents);
    if (!documents.includes(document)) documents.push(document);
    return documents.indexOf(document) + 1;
  }
}

/** What an account's commands wrote, to be read again after a restart. Rows are frozen, so nobody has changed them since. */
class MemoryRecords implements RecordSource {
  readonly #kinds = new Map<RecordKind, Map<string, StoredRecord>>();

  store(changed: readonly StoredRecord[]): void {
    for (const record of changed) {
      const of = this.#kinds.get(record.kind) ?? new Map<string, StoredRecord>();
      this.#kinds.set(record.kind, of.set(record.id, record));
    }
  }

  read<Kind extends RecordKind>(kind: Kind): StoredRecord<Kind>[] {
    const records = this.#all(kind).filter(({ row }) => row !== null);
    return records.sort((a, b) => a.place - b.place);
  }

  find<Kind extends RecordKind>(kind: Kind, id: string): StoredRecord<Kind> | null {
    return (this.#kinds.get(kind)?.get(id) as StoredRecord<Kind> | undefined) ?? null; // of its kind
  }

  lastPlace(kind: RecordKind): number {
    return this.#all(kind).reduce((last, { place }) => Math.max(last, place), 0);
  }

  #all<Kind extends RecordKind>(kind: Kind): StoredRecord<Kind>[] {
    return [...(this.#kinds.get(kind)?.values() ?? [])] as StoredRecord<Kind>[]; // of their kind
  }
}

/** An account in memory: the same books, log and commands as in its object. */
export class MemoryAccount {
  readonly id: string;
  readonly log = new MemoryLog();
  readonly usage = new MemoryUsage();
  /** The events that it told of. */
  readonly told: BillingEvent[] = [];
  books: RecordBooks;
  nowMs: number;
  readonly #records = new MemoryRecords();
  #keys = 0;

  constructor(id: string, nowMs: number) {
    this.id = id;
    this.nowMs = nowMs;
    this.books = new RecordBooks(id, this.#records);
  }

  run(command: string, input: object, key = `k${++this.#keys}`, settles?: string): Reply {
    const deed = { nowMs: this.nowMs, actor: SYSTEM, reason: "test", requestId: "test" };
    return this.execute({ key, command, input: input as Json, deed, ...(settles !== undefined && { settles }) }); // JSON by construction
  }

  execute(envelope: Envelope): Reply {
    return execute(this.books, this.log, envelope, (changed, _, told) => {
      this.told.push(...told);
      this.stored(changed);
    });
  }

  /** Keeps what a command changed. */
  protected stored(changed: readonly StoredRecord[]): void {
    this.#records.store(changed);
  }

  /** All stored records of a kind, in the order in which they came. */
  listed<Kind extends RecordKind>(kind: Kind): RecordTypes[Kind][] {
    return this.#records.read(kind).flatMap(({ row }) => (row === null ? [] : [row]));
  }

  /** A stored record; null when there is none. */
  record<Kind extends RecordKind>(kind: Kind, id: string): RecordTypes[Kind] | null {
    return this.#records.find(kind, id)?.row ?? null;
  }

  /** Does what is due by now, with what the meters measured. */
  advance(meters: readonly Meter[] = []): Reply {
    const usage = new ClosingUsage(this.usage, this.books, meters);
    const measured = usage.measured(this.nowMs);
    const reply = this.run("account.advance", { measured });
    if (reply.ok) usage.note(measured, reply.value);
    return reply;
  }

  /** Ends an effect of which nothing more is to be told. */
  endEffect(effectId: string): void {
    if (this.books.outbox.get(effectId))
      this.run("effect.end", { effectId }, `end:${effectId}:${++this.#keys}`, effectId);
  }

  /** Everything in memory is thrown away, and read again from what was stored. */
  restart(): void {
    this.books = new RecordBooks(this.id, this.#records);
  }
}
