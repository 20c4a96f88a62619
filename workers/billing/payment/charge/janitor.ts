import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../kit/time.ts";
import type { Books } from "../../books/books.ts";
import type { Payment, Refund } from "../payment.ts";
import { send } from "./errand.ts";

/** When a gateway is asked about what may have been executed, after each answer that says nothing. Then it is a case for a person. */
export const ASK_UNKNOWN_AFTER_MS: readonly number[] = [5 * MINUTE_MS, HOUR_MS, DAY_MS, DAY_MS, DAY_MS, DAY_MS, DAY_MS];
/** When it is asked about what takes its time, should no webhook come: a bank has given its word after two weeks, else it is a case, too. */
export const ASK_PENDING_AFTER_MS: readonly number[] = [HOUR_MS, ...Array.from({ length: 14 }, () => DAY_MS)];

type Asked = Pick<Payment | Refund, "id" | "status" | "inquiries">;

/** How long to wait before the gateway is asked; null when it was asked often enough. */
export function askAfterMs({ status, inquiries }: Asked): number | null {
  const waits = status === "unknown" ? ASK_UNKNOWN_AFTER_MS : ASK_PENDING_AFTER_MS;
  return waits[inquiries] ?? null;
}

type AskKind = "ask-payment" | "ask-refund";

const taskId = (kind: AskKind, id: string): string => `${kind}:${id}`;

/** Plans the next question about a payment or refund. */
export function planAsking(books: Books, kind: AskKind, asked: Asked, nowMs: number): void {
  const waitMs = askAfterMs(asked);
  if (waitMs === null) books.tasks.remove(taskId(kind, asked.id));
  else books.tasks.put({ id: taskId(kind, asked.id), kind, subject: asked.id, dueMs: nowMs + waitMs });
}

/** Its end is known: nobody needs to ask any more. */
export const stopAsking = (books: Books, kind: AskKind, id: string): void => books.tasks.remove(taskId(kind, id));

/** Sends the question, when it is due or before something else is done with the payment. The key tells questions of one payment apart. */
export function ask(books: Books, kind: AskKind, asked: Asked, nowMs: number): void {
  send(books, { id: `${kind}:${asked.id}:${asked.inquiries + 1}`, kind, subject: asked.id }, nowMs);
}
