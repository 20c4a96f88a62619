import type { NotificationList, NotificationRow, NotificationStatus } from "../../../workers/alerts/view.ts";
import type { IconName } from "../ui/icon.tsx";
import { counted } from "../words/number.ts";
import { relative } from "../words/time.ts";

type State = NotificationStatus | "retrying";

/** What became of a notification. One that waits after a failed try is retrying. */
export const notificationState = ({ status, attempts }: Pick<NotificationRow, "status" | "attempts">): State =>
  status === "waiting" && attempts > 0 ? "retrying" : status;

export const NOTIFICATION_MARKS: Record<State, { icon: IconName; tone: string; word: string }> = {
  waiting: { icon: "clock", tone: "info", word: "Waiting" },
  retrying: { icon: "returned", tone: "warn", word: "Retrying" },
  parked: { icon: "warning", tone: "bad", word: "Parked" },
  delivered: { icon: "check", tone: "good", word: "Delivered" },
  dismissed: { icon: "cross", tone: "none", word: "Dismissed" },
};

/** The state in words: `Next try in 4 min, after 2 failed`, `Delivered 3 h ago`. */
export function deliveryText(row: NotificationRow, nowMs: number): string {
  const tries = counted(row.attempts, "try", "tries");
  const next = row.nextAttemptAtMs ?? nowMs;
  switch (notificationState(row)) {
    case "waiting":
      // A receiver that failed again and again is left alone for a while, and all that is for it waits.
      return next <= nowMs ? "Waits for its first try" : `First try ${relative(next, nowMs)}, its receiver is paused`;
    case "retrying":
      return `Next try ${next <= nowMs ? "now" : relative(next, nowMs)}, after ${row.attempts} failed`;
    case "parked":
      return row.attempts === 0 ? "Parked before a try" : `Parked after ${tries}`;
    case "delivered":
      return `Delivered ${relative(row.deliveredAtMs ?? row.createdAtMs, nowMs)}${row.attempts > 1 ? ` at try ${row.attempts}` : ""}`;
    case "dismissed":
      return row.attempts === 0 ? "Dismissed" : `Dismissed after ${tries}`;
  }
}

/** What the outbox holds, in a line. */
export function outboxSentence(counts: NotificationList["counts"]): string {
  const { waiting, parked, delivered } = counts;
  const parts = [
    parked > 0 && `${parked} did not arrive`,
    waiting > 0 && `${waiting} on the way`,
    `${delivered} delivered`,
  ];
  return parts.filter((part) => part !== false).join(", ");
}
