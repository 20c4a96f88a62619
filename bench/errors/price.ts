import type { Operations } from "./operations.ts";

/**
 * Cloudflare's list prices of the Workers Paid plan in US dollars, as read in November 2026: developers.cloudflare.com under
 * workers/platform/pricing, durable-objects/platform/pricing, d1/platform/pricing, r2/pricing, analytics/analytics-engine/pricing.
 * `included` is a month's free share of an account, all of it given to Apiary here.
 */
const PRICES = {
  "Worker requests": { included: 10e6, perUnit: 0.3e-6 },
  "Worker CPU ms": { included: 30e6, perUnit: 0.02e-6 },
  "object calls": { included: 1e6, perUnit: 0.15e-6 },
  "object GB-s": { included: 400_000, perUnit: 12.5e-6 },
  "object rows read": { included: 25e9, perUnit: 0.001e-6 },
  "object rows written": { included: 50e6, perUnit: 1e-6 },
  "object GB stored": { included: 5, perUnit: 0.2 },
  "D1 rows read": { included: 25e9, perUnit: 0.001e-6 },
  "D1 rows written": { included: 50e6, perUnit: 1e-6 },
  "R2 writes (class A)": { included: 1e6, perUnit: 4.5e-6 },
  "R2 reads (class B)": { included: 10e6, perUnit: 0.36e-6 },
  "R2 GB stored": { included: 10, perUnit: 0.015 },
  "data points": { included: 10e6, perUnit: 0.25e-6 },
} as const;

/** What Cloudflare charges for, by the name on the bill. */
export type Part = keyof typeof PRICES;

/** The plan itself, a month. */
export const PLAN_DOLLARS = 5;

export const PARTS = Object.keys(PRICES) as Part[]; // keys of a literal

/** An object is charged by its memory, whatever it uses of it. */
export const OBJECT_GB = 0.128;
const MONTH_SECONDS = 30.4 * 86_400;
/** How long a batch or call keeps its object awake: the commit, the wait for the projection's alarm, the alarm. A cautious guess. */
export const AWAKE_SECONDS = 1;

/** How an installation is used. */
export interface Usage {
  /** Per month. */
  events: number;
  projects: number;
  retentionDays: number;
  /** Events that a project keeps an index of at most. */
  maxEvents: number;
  /** What an event costs, its later removal included. */
  perEvent: Operations;
  cpuMsPerEvent: number;
  bodyBytes: number;
  indexBytes: number;
  segmentBytes: number;
  segmentAgeMs: number;
}

/** A month's quantities by part. */
export function quantitiesOf(usage: Usage): Record<Part, number> {
  const { events, projects, perEvent, retentionDays } = usage;
  const kept = (events * retentionDays) / 30.4;
  const sealed = (events * usage.bodyBytes) / usage.segmentBytes;
  const sealedByAge = Math.min(events, (projects * MONTH_SECONDS * 1_000) / usage.segmentAgeMs);
  const awake = Math.min(events * perEvent.commits * AWAKE_SECONDS, projects * MONTH_SECONDS);
  return {
    "Worker requests": events * perEvent.requests,
    "Worker CPU ms": events * usage.cpuMsPerEvent,
    "object calls": events * (perEvent.commits + perEvent.alarms),
    "object GB-s": awake * OBJECT_GB,
    "object rows read": events * perEvent.objectRowsRead,
    "object rows written": events * perEvent.objectRowsWritten,
    "object GB stored": (Math.min(kept, projects * usage.maxEvents) * usage.indexBytes) / 1e9,
    "D1 rows read": events * perEvent.d1RowsRead,
    "D1 rows written": events * perEvent.d1RowsWritten,
    "R2 writes (class A)": Math.max(sealed, sealedByAge),
    "R2 reads (class B)": events * perEvent.bucketReads,
    "R2 GB stored": (kept * usage.bodyBytes) / 1e9,
    "data points": events * perEvent.dataPoints,
  };
}

/** Dollars for a quantity of a part. */
export const priceOf = (part: Part, quantity: number): number =>
  Math.max(0, quantity - PRICES[part].included) * PRICES[part].perUnit;
