import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import type { Books } from "../books/books.ts";
import type { Command } from "../command/command.ts";
import { schedule, unschedule } from "../schedule/tasks.ts";
import type { Waiver } from "./account.ts";
import { COMP_ALONE_MAX_MS, WAIVERS_MAX } from "./limits.ts";
import { aLiveAccount, anAccount, type Standing, unexplained } from "./standing.ts";

/** The kind of task that ends a waiver on its date. */
export const WAIVER_EXPIRY = "waiver-expiry";

const Moment = z.number().int().positive();

/** The waiver that holds at a time: an account has at most one. Null when it pays. */
export function runningWaiver(waivers: readonly Waiver[], atMs: number): Waiver | null {
  const runs = (one: Waiver) =>
    one.endedMs === null && one.startsMs <= atMs && (one.expiresMs === null || one.expiresMs > atMs);
  return waivers.find(runs) ?? null;
}

export const WaiverGive = z.strictObject({
  planId: z.string().min(1).max(64),
  planName: z.string().max(200).default(""),
  expiresMs: Moment.nullable(),
  /** When somebody looks at it again; null for never. */
  reviewMs: Moment.nullable().default(null),
  employeeId: z.string().min(1).max(64).nullable().default(null),
});

export type WaiverRefusal = Standing | "no-reason" | "expires-in-past" | "needs-approval" | "too-many-waivers";

/**
 * Waives an account's payments and grants it a plan. One that runs already ends with it. Longer than a year, or without
 * an end that is not an employee's, it needs a second person.
 */
export const giveWaiver: Command<z.output<typeof WaiverGive>, Waiver, WaiverRefusal> = (books, input, deed) => {
  const found = aLiveAccount(books);
  if (!found.ok) return found;
  const silent = unexplained(deed.reason);
  if (silent) return silent;
  const { planId, planName, expiresMs, reviewMs, employeeId } = input;
  if (expiresMs !== null && expiresMs <= deed.nowMs) return fail("expires-in-past", "A comp ends in the future.");
  const alone = expiresMs === null ? employeeId !== null : expiresMs - deed.nowMs <= COMP_ALONE_MAX_MS;
  if (!alone && !deed.approvedBy) return fail("needs-approval", "A comp of more than a year needs a second person.");
  const waivers = books.waivers.list();
  if (waivers.length >= WAIVERS_MAX) return fail("too-many-waivers", `An account has at most ${WAIVERS_MAX} comps.`);
  const running = runningWaiver(waivers, deed.nowMs);
  if (running) close(books, running, deed.nowMs, "Another comp took its place.");
  const waiver: Waiver = {
    id: books.newId("wv"),
    planId,
    planName,
    reason: deed.reason,
    giver: { id: deed.actor.id, name: deed.actor.name },
    employeeId,
    startsMs: deed.nowMs,
    expiresMs,
    reviewMs,
    endedMs: null,
    endedBecause: "",
  };
  books.waivers.put(waiver);
  if (expiresMs !== null) schedule(books, WAIVER_EXPIRY, waiver.id, expiresMs);
  return ok(waiver);
};

export const WaiverEnd = z.strictObject({ waiverId: z.string().min(1).max(64) });

/** Ends a waiver now: the account pays from its next invoice on. One that has ended stays as it ended. */
export const endWaiver: Command<z.output<typeof WaiverEnd>, Waiver, Standing | "no-reason" | "no-such-waiver"> = (
  books,
  { waiverId },
  deed,
) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const silent = unexplained(deed.reason);
  if (silent) return silent;
  const waiver = books.waivers.get(waiverId);
  if (!waiver) return fail("no-such-waiver", "The account has no such comp.");
  return ok(waiver.endedMs === null ? close(books, waiver, deed.nowMs, deed.reason) : waiver);
};

/** What is due when a waiver's time is over. */
export const expireWaiver: Command<z.output<typeof WaiverEnd>, Waiver, "no-such-waiver"> = (books, { waiverId }) => {
  const waiver = books.waivers.get(waiverId);
  if (!waiver) return fail("no-such-waiver", "The account has no such comp.");
  if (waiver.endedMs !== null || waiver.expiresMs === null) return ok(waiver);
  return ok(close(books, waiver, waiver.expiresMs, "Its time was over."));
};

export const WaiverReview = z.strictObject({ waiverId: z.string().min(1).max(64), nextReviewMs: Moment.nullable() });

/** Says that somebody looked at a running waiver and let it be, and when to look again. */
export const reviewWaiver: Command<
  z.output<typeof WaiverReview>,
  Waiver,
  Standing | "no-such-waiver" | "waiver-ended"
> = (books, { waiverId, nextReviewMs }) => {
  const found = anAccount(books);
  if (!found.ok) return found;
  const waiver = books.waivers.get(waiverId);
  if (!waiver) return fail("no-such-waiver", "The account has no such comp.");
  if (waiver.endedMs !== null) return fail("waiver-ended", "This comp has ended.");
  const reviewed = { ...waiver, reviewMs: nextReviewMs };
  books.waivers.put(reviewed);
  return ok(reviewed);
};

function close(books: Books, waiver: Waiver, atMs: number, because: string): Waiver {
  const ended = { ...waiver, endedMs: atMs, endedBecause: because };
  books.waivers.put(ended);
  unschedule(books, WAIVER_EXPIRY, waiver.id);
  return ended;
}
