import * as z from "zod";
import { nameInput } from "../catalogue/price-input.ts";

/** Meters of the company. */
export const METERS_MAX = 200;

export const AGGREGATIONS = ["sum", "count", "max", "last", "unique", "weighted-sum"] as const;

/**
 * How the events of a period become its quantity: the sum of their values, how many there were, the largest or the last
 * value, how many distinct things they name, or the mean of a level that they raise and lower, by how long it stood.
 */
export type Aggregation = (typeof AGGREGATIONS)[number];

/** Something measured of accounts. How it adds up never changes: another way is another meter. */
export interface Meter {
  id: string;
  /** What apps call it in their events: `messages`. */
  key: string;
  name: string;
  /** Of what it counts, for people: `GB`. */
  unit: string;
  aggregation: Aggregation;
  createdMs: number;
  archivedMs: number | null;
}

export const meterKey = z
  .string()
  .regex(/^[a-z][a-z0-9_.-]{0,63}$/, "A meter's key has small letters, digits, _ . and -, such as messages.");

export const newMeter = z.strictObject({
  key: meterKey,
  name: nameInput,
  unit: z.string().trim().min(1).max(30),
  aggregation: z.enum(AGGREGATIONS),
});
