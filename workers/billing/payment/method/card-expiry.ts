import { DAY_MS } from "../../../kit/time.ts";
import type { Books } from "../../books/books.ts";
import { schedule, type TaskRule, unschedule } from "../../schedule/tasks.ts";
import { send } from "../charge/errand.ts";
import type { PaymentMethod } from "../payment.ts";

const CARD_EXPIRING = "method.card-expiring";

/** Days before the end of a card's last month at which its holder is told, the first first. */
export const EXPIRY_MAIL_DAYS: readonly number[] = [30, 7];

/** Plans to say that a card expires; nothing for what does not, and for one that is gone. */
export function planExpiryMails(books: Books, { id, expires, status }: PaymentMethod, nowMs: number): void {
  unschedule(books, CARD_EXPIRING, id);
  if (expires === null || status !== "active") return;
  const endMs = Date.UTC(expires.year, expires.month, 1);
  const dueMs = EXPIRY_MAIL_DAYS.map((days) => endMs - days * DAY_MS).find((atMs) => atMs > nowMs);
  if (dueMs !== undefined) schedule(books, CARD_EXPIRING, id, dueMs);
}

/** What is due in this room: only of the card that is charged first, as the others are not missed. */
export const EXPIRY_TASKS: Record<string, TaskRule> = {
  [CARD_EXPIRING]: (books, { subject }, { nowMs }) => {
    const method = books.methods.get(subject);
    if (!method) return;
    if (method.isDefault && method.status === "active")
      send(books, { id: `card-expiring:${subject}:${nowMs}`, kind: "mail", subject }, nowMs);
    planExpiryMails(books, method, nowMs);
  },
};
