import type { NotificationRow } from "../../../workers/alerts/view.ts";

/** One time that a rule fired: what it told, and how that went for each receiver. */
export interface Firing {
  atMs: number;
  subject: string;
  alerts: number;
  notifications: NotificationRow[];
}

/** Notifications of one rule as its firings: those of one moment with one subject belong together. Keeps the order. */
export function firingsOf(rows: readonly NotificationRow[]): Firing[] {
  const firings = new Map<string, Firing>();
  for (const row of rows) {
    const key = `${row.createdAtMs} ${row.subject}`;
    const firing = firings.get(key);
    if (firing) firing.notifications.push(row);
    else {
      const { createdAtMs: atMs, subject, alerts } = row;
      firings.set(key, { atMs, subject, alerts, notifications: [row] });
    }
  }
  return [...firings.values()];
}
