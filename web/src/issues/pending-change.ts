import { useSyncExternalStore } from "react";
import type { Assignee, IssueRow, IssueStatus } from "../../../workers/errors/view.ts";

/** A change that the page shows before lists on the server do. */
export interface PendingChange {
  status?: IssueStatus;
  assignee?: Assignee | null;
  /** It is deleted, or part of another issue. */
  removed?: true;
}

/** Lists are projections that lag a change by about half a second; until then the change is laid over them. */
export const SETTLE_MS = 3_000;

type Changes = ReadonlyMap<string, PendingChange>;

let changes: Changes = new Map();
const listeners = new Set<() => void>();

/** Lays a change over these issues wherever they are shown, until `settle` or `drop`. */
export function lay(ids: readonly string[], change: PendingChange): void {
  const next = new Map(changes);
  for (const id of ids) next.set(id, { ...next.get(id), ...change });
  publish(next);
}

/** Takes the changes away at once: the server refused them. */
export function drop(ids: readonly string[]): void {
  const next = new Map(changes);
  for (const id of ids) next.delete(id);
  publish(next);
}

/** Takes the changes away once lists have had time to catch up, unless newer ones came. */
export function settle(ids: readonly string[]): void {
  const laid = new Map(ids.map((id) => [id, changes.get(id)]));
  setTimeout(() => drop(ids.filter((id) => changes.get(id) === laid.get(id))), SETTLE_MS);
}

/** The changes under way. */
export function usePendingChanges(): Changes {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => changes,
  );
}

/** One issue with its change laid over it. */
export function changed<Row extends IssueRow>(row: Row, under: Changes): Row {
  const change = under.get(row.id);
  if (!change) return row;
  const regressed = row.regressed && (change.status === undefined || change.status === "unresolved");
  if (change.status === undefined) return { ...row, ...change, regressed };
  return { ...row, ...change, regressed, escalating: false, resolution: null, archive: null };
}

function publish(next: Changes): void {
  changes = next;
  for (const listener of listeners) listener();
}
