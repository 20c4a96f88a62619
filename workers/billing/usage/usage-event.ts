import * as z from "zod";
import type { Decimal } from "../money.ts";
import { isDecimal, scaled } from "../pricing/decimal.ts";
import { meterKey } from "./meter.ts";

/** Events of one request. */
export const BATCH_EVENTS_MAX = 1_000;
/** How long an event's id is remembered, and how late an event may come: the two are one, so that no repeat counts twice. */
export const EVENT_KEPT_DAYS = 35;
/** How far an app's clock may be ahead. */
export const EVENT_AHEAD_MS = 5 * 60_000;
/** Size of one event's value, so that the sum of a period stays an amount. */
export const EVENT_VALUE_MAX = 1_000_000_000;

/** Something that an account used, or a correction of it; the id is the app's own and tells repeats. */
export interface UsageEvent {
  id: string;
  meterId: string;
  atMs: number;
  /** How much, or by how much a level rose. */
  value: Decimal;
  /** What is counted once, for meters of distinct things. */
  name: string | null;
  /** The id of an event that this one corrects: its value becomes this one's, or with `cancels` it never was. */
  corrects: string | null;
  cancels: boolean;
}

/**
 * What became of an event: `late` when its period was billed already, so that the next invoice corrects it;
 * `duplicate` changes nothing; the others are refused. `period-closed`: the last invoice for it is written, nobody would pay.
 */
export type UsageOutcome =
  | "accepted"
  | "late"
  | "duplicate"
  | "id-reused"
  | "too-old"
  | "in-the-future"
  | "period-closed"
  | "no-such-event"
  | "no-such-meter"
  | "no-such-account";

const id = z.string().min(1).max(100);
const value = z
  .union([z.string(), z.number().transform(String)])
  .refine(
    (text) => isDecimal(text) && Math.abs(Number(scaled(text)) / 1e12) <= EVENT_VALUE_MAX,
    `A value is a decimal number up to ${EVENT_VALUE_MAX}.`,
  );

/** One event as apps send it. */
export const usageEventInput = z
  .strictObject({
    id,
    accountId: z.uuid("An account's id is a UUID."),
    meter: meterKey,
    /** Epoch milliseconds; when it is left out, now. */
    atMs: z.int().min(0).optional(),
    value: value.default("1"),
    name: z.string().min(1).max(200).optional(),
    corrects: id.optional(),
    cancels: id.optional(),
  })
  .refine(({ corrects, cancels }) => corrects === undefined || cancels === undefined, {
    path: ["cancels"],
    error: "An event corrects another or cancels it.",
  });

export const usageBatchInput = z.strictObject({
  events: z.array(usageEventInput).min(1).max(BATCH_EVENTS_MAX, `At most ${BATCH_EVENTS_MAX} events at once.`),
});
