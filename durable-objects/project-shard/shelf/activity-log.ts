import type { ActivityEntry, ActivityKind, Archive, Resolution } from "../../../workers/errors/view.ts";

/** What belongs to an entry of some kinds. Issues are by number. */
interface ActivityFacts {
  resolution?: Resolution;
  archive?: Archive;
  issues?: number[];
  hashes?: string[];
}

/** An entry as the object knows it; names of issues are the caller's to add. */
export interface ActivityRecord extends Omit<ActivityEntry, "issues"> {
  issues: number[];
}

/** What people, events and time did to an issue. Absent: nobody, nothing more to say. */
export interface NewActivity extends ActivityFacts {
  issue: number;
  atMs: number;
  kind: ActivityKind;
  actor?: string;
  actorId?: string;
  detail?: string | null;
}

/** The id of a new entry: never one that was given before, as who follows issues is told of entries in their order. */
export const NEXT_ID = `(1 + max(coalesce((select max(id) from activity), 0),
  coalesce((select value from counter where name = 'activity'), 0)))`;

/** Entries that one answer tells. */
export const DEEDS_PER_CALL = 50;

/** What happened to issues after some entry. */
export interface Deeds {
  /** The oldest first; by the issue's number. */
  entries: (ActivityRecord & { issue: number })[];
  /** The last entry that was looked at. */
  seq: number;
  more: boolean;
}

/** Entries shown per issue. */
export const MAX_ACTIVITY = 200;

const SELECT = `select id, at_ms as atMs, kind, actor, actor_id as actorId, detail, facts, edited_ms as editedMs
  from activity`;

interface ActivityRow extends Record<string, SqlStorageValue> {
  id: number;
  atMs: number;
  kind: ActivityKind;
  actor: string | null;
  actorId: string | null;
  detail: string | null;
  facts: string | null;
  editedMs: number | null;
}

/** What people, events and time did to a project's issues, in its order. */
export class ActivityLog {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add({ issue, atMs, kind, actor, actorId, detail, ...facts }: NewActivity): void {
    this.#sql.exec(
      `insert into activity (id, issue, at_ms, kind, actor, actor_id, detail, facts)
       values (${NEXT_ID}, ?, ?, ?, ?, ?, ?, ?)`,
      issue,
      atMs,
      kind,
      actor ?? null,
      actorId ?? null,
      detail ?? null,
      Object.keys(facts).length === 0 ? null : JSON.stringify(facts),
    );
  }

  /** Makes the activity of issues another's. */
  move(issues: readonly number[], to: number): void {
    // A name that a client gave to two comments stays with one of them.
    this.#sql.exec(
      "update activity set issue = ?, client_id = null where issue in (select value from json_each(?))",
      to,
      JSON.stringify(issues),
    );
  }

  /** Takes the activity of issues away. */
  remove(issues: readonly number[]): void {
    this.#sql.exec("delete from activity where issue in (select value from json_each(?))", JSON.stringify(issues));
  }

  /** Whether an issue was made of another's hashes. */
  cameFrom(issue: number, other: number): boolean {
    return this.of(issue).some(({ kind, issues }) => kind === "unmerged-from" && issues.includes(other));
  }

  /** The number of the newest entry that there ever was. */
  get last(): number {
    return this.#sql.exec<{ next: number }>(`select ${NEXT_ID} as next`).one().next - 1;
  }

  /** The entries after one, younger than a moment; what is older is passed over. */
  deedsAfter(after: number, sinceMs: number): Deeds {
    const rows = this.#sql
      .exec<ActivityRow & { issue: number }>(
        `select id, at_ms as atMs, kind, actor, actor_id as actorId, detail, facts, edited_ms as editedMs, issue
         from activity where id > ? and at_ms >= ? order by id limit ?`,
        after,
        sinceMs,
        DEEDS_PER_CALL,
      )
      .toArray();
    const more = rows.length === DEEDS_PER_CALL;
    const seq = more ? (rows.at(-1)?.id ?? after) : this.last;
    return { entries: rows.map(({ issue, ...row }) => ({ ...toEntry(row), issue })), seq, more };
  }

  /** The newest entries of an issue, newest first. */
  of(issue: number): ActivityRecord[] {
    return this.#sql
      .exec<ActivityRow>(`${SELECT} where issue = ? order by id desc limit ?`, issue, MAX_ACTIVITY)
      .toArray()
      .map(toEntry);
  }
}

function toEntry({ id, facts, ...row }: ActivityRow): ActivityRecord {
  const { resolution, archive, issues, hashes }: ActivityFacts = facts === null ? {} : JSON.parse(facts);
  return {
    ...row,
    id: String(id),
    resolution: resolution ?? null,
    archive: archive ?? null,
    issues: issues ?? [],
    hashes: hashes ?? [],
  };
}
