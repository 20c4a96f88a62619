import { runningWaiver } from "../../account/waiver.ts";
import type { Books } from "../../books/books.ts";
import { movement, recurringRevenue } from "./mrr.ts";

/** Notes what the account pays each month when that has changed: asked after every command and every task, at its time. */
export function noteRevenue(books: Books, atMs: number): void {
  const subscriptions = books.subscriptions.list();
  const currency = books.account()?.currency ?? subscriptions[0]?.currency;
  if (currency === undefined) return;
  const last = books.movements.list().at(-1) ?? null;
  if (last === null && subscriptions.length === 0) return;
  const amount = recurringRevenue(subscriptions, runningWaiver(books.waivers.list(), atMs) !== null);
  const moved = movement(last, { atMs, currency, amount });
  if (moved) books.movements.put(moved);
}
