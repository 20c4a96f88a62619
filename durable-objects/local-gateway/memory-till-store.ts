import type { TillKind, TillRecords, TillStore } from "./till-record.ts";

interface Kept {
  kind: TillKind;
  id: string;
  text: string;
  dueMs: number | null;
  group: string | null;
}

/** The gateway's records in memory, for simulations in plain Node. They are kept as text, as a database would. */
export class MemoryTillStore implements TillStore {
  readonly #kept = new Map<string, Kept>();
  /** What is due, and what is in which group, so that neither is searched for among all records. */
  readonly #due = new Set<Kept>();
  readonly #groups = new Map<string, Map<string, Kept>>();

  find<Kind extends TillKind>(kind: Kind, id: string): TillRecords[Kind] | null {
    const kept = this.#kept.get(`${kind}/${id}`);
    return kept ? parsed<Kind>(kept) : null;
  }

  put<Kind extends TillKind>(
    kind: Kind,
    id: string,
    record: TillRecords[Kind],
    place: { dueMs?: number; group?: string } = {},
  ): void {
    this.remove(kind, id);
    const kept: Kept = {
      kind,
      id,
      text: JSON.stringify(record),
      dueMs: place.dueMs ?? null,
      group: place.group ?? null,
    };
    this.#kept.set(`${kind}/${id}`, kept);
    if (kept.dueMs !== null) this.#due.add(kept);
    if (kept.group !== null) this.#group(kind, kept.group).set(id, kept);
  }

  remove(kind: TillKind, id: string): void {
    const kept = this.#kept.get(`${kind}/${id}`);
    if (!kept) return;
    this.#kept.delete(`${kind}/${id}`);
    this.#due.delete(kept);
    if (kept.group !== null) this.#group(kind, kept.group).delete(id);
  }

  due<Kind extends "event" | "happening">(kind: Kind, untilMs: number, limit: number) {
    return [...this.#due]
      .flatMap((kept) =>
        kept.kind === kind && kept.dueMs !== null && kept.dueMs <= untilMs ? [{ kept, dueMs: kept.dueMs }] : [],
      )
      .sort((a, b) => a.dueMs - b.dueMs || (a.kept.id < b.kept.id ? -1 : 1))
      .slice(0, limit)
      .map(({ kept, dueMs }) => ({ id: kept.id, dueMs, record: parsed<Kind>(kept) }));
  }

  nextDueMs(): number | null {
    let next: number | null = null;
    for (const { dueMs } of this.#due) if (dueMs !== null && (next === null || dueMs < next)) next = dueMs;
    return next;
  }

  list<Kind extends TillKind>(kind: Kind, group: string): TillRecords[Kind][] {
    const kept = [...this.#group(kind, group).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    return kept.map((each) => parsed<Kind>(each));
  }

  #group(kind: TillKind, group: string): Map<string, Kept> {
    const name = `${kind}/${group}`;
    const known = this.#groups.get(name);
    if (known) return known;
    const made = new Map<string, Kept>();
    this.#groups.set(name, made);
    return made;
  }
}

// The text is what `put` was given for this kind.
const parsed = <Kind extends TillKind>(kept: Kept): TillRecords[Kind] => JSON.parse(kept.text) as TillRecords[Kind];
