import type { Shelf } from "./books.ts";
import type { RecordKind, RecordSource, RecordTypes, StoredRecord } from "./record.ts";

/** What happened to records since the last transaction ended, newest last. */
export type Journal = { key: string; before: StoredRecord | null; record: StoredRecord; undo(): void }[];

/** The records of one kind in memory, each read when it is first needed; changes go into the journal. */
export class Drawer<Kind extends RecordKind> implements Shelf<RecordTypes[Kind]> {
  readonly #kind: Kind;
  readonly #source: RecordSource;
  readonly #journal: Journal;
  /** Records that are known; null for an id that has none. A removed record stays, with no row. */
  readonly #records = new Map<string, StoredRecord<Kind> | null>();
  #whole = false;
  #lastPlace: number | null = null;

  constructor(kind: Kind, source: RecordSource, journal: Journal) {
    this.#kind = kind;
    this.#source = source;
    this.#journal = journal;
  }

  get(id: string): RecordTypes[Kind] | null {
    return this.#find(id)?.row ?? null;
  }

  put(row: RecordTypes[Kind]): void {
    const before = this.#find(row.id);
    this.#set({ kind: this.#kind, id: row.id, place: before?.row ? before.place : this.#nextPlace(), row }, before);
  }

  remove(id: string): void {
    const before = this.#find(id);
    if (before?.row) this.#set({ ...before, row: null }, before);
  }

  list(): RecordTypes[Kind][] {
    if (!this.#whole) {
      for (const record of this.#source.read(this.#kind)) {
        if (!this.#records.has(record.id)) this.#records.set(record.id, frozen(record));
      }
      this.#whole = true;
    }
    const there = [...this.#records.values()].filter((record) => record !== null && record.row !== null);
    // Rows by place: both filters above leave records that have one.
    return (there as StoredRecord<Kind>[]).sort((a, b) => a.place - b.place).map(({ row }) => row as RecordTypes[Kind]);
  }

  #set(record: StoredRecord<Kind>, before: StoredRecord<Kind> | null): void {
    const { id } = record;
    this.#records.set(id, frozen(record));
    this.#journal.push({ key: `${this.#kind}/${id}`, before, record, undo: () => this.#records.set(id, before) });
  }

  #find(id: string): StoredRecord<Kind> | null {
    const known = this.#records.get(id);
    if (known !== undefined || this.#whole) return known ?? null;
    const found = this.#source.find(this.#kind, id);
    this.#records.set(id, found && frozen(found));
    return found;
  }

  /** Places are never given twice within a run, even when what took one is undone. */
  #nextPlace(): number {
    this.#lastPlace = (this.#lastPlace ?? this.#source.lastPlace(this.#kind)) + 1;
    return this.#lastPlace;
  }
}

function frozen<Value extends StoredRecord>(record: Value): Value {
  deepFreeze(record.row);
  return record;
}

/** Makes a record and all in it read-only, so that who changes one without putting it again fails at once. */
function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const member of Object.values(value)) deepFreeze(member);
}
