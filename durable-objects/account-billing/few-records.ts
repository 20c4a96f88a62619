import type { RecordKind, RecordSource, StoredRecord } from "../../workers/billing/books/record.ts";
import type { RecordTable } from "./record-table.ts";

/** Records that are read at once: more are read kind by kind, as far as somebody asks for them. */
export const FEW_RECORDS_MAX = 100;

/**
 * An account's records as the table has them when they are first asked for: all in one reading where they are few, as most
 * accounts' are. Books that change them know their own changes, so it is read once and never looks again.
 */
export class FewRecords implements RecordSource {
  readonly #table: RecordTable;
  /** By kind and place, removed ones among them; null where there are too many, undefined until it is read. */
  #all: Map<RecordKind, StoredRecord[]> | null | undefined;

  constructor(table: RecordTable) {
    this.#table = table;
  }

  read<Kind extends RecordKind>(kind: Kind): StoredRecord<Kind>[] {
    const few = this.#few(kind);
    return few?.filter(({ row }) => row !== null) ?? this.#table.read(kind);
  }

  find<Kind extends RecordKind>(kind: Kind, id: string): StoredRecord<Kind> | null {
    const few = this.#few(kind);
    return few ? (few.find((record) => record.id === id) ?? null) : this.#table.find(kind, id);
  }

  lastPlace(kind: RecordKind): number {
    const few = this.#few(kind);
    return few ? (few.at(-1)?.place ?? 0) : this.#table.lastPlace(kind);
  }

  #few<Kind extends RecordKind>(kind: Kind): StoredRecord<Kind>[] | null {
    if (this.#all === undefined) {
      const all = this.#table.readFew(FEW_RECORDS_MAX);
      this.#all = all && Map.groupBy(all, (record) => record.kind);
    }
    return this.#all && ((this.#all.get(kind) ?? []) as StoredRecord<Kind>[]); // grouped by their kind
  }
}
