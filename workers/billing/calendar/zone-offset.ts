import { Temporal } from "temporal-polyfill";

/** Whether it names a time zone of the IANA database that the runtime knows. */
export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    // Offsets such as +02:00 are zones to Temporal; a customer's zone has to follow its place's clock changes.
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** A stretch without a clock change. */
interface Stretch {
  fromMs: number;
  untilMs: number;
  offsetMs: number;
}

/** Stretches that are kept per isolate, so that a day is found without asking Temporal again; all are dropped at the limit. */
const STRETCHES_KEPT = 2_000;
const kept = new Map<string, Stretch[]>();
let count = 0;

/** How far a zone's local time is ahead of UTC at a moment, in milliseconds. */
export function offsetAt(zone: string, atMs: number): number {
  const stretches = kept.get(zone);
  if (stretches !== undefined) {
    for (const { fromMs, untilMs, offsetMs } of stretches) if (atMs >= fromMs && atMs < untilMs) return offsetMs;
  }
  const stretch = stretchAt(zone, atMs);
  if (count >= STRETCHES_KEPT) {
    kept.clear();
    count = 0;
  }
  kept.set(zone, [stretch, ...(kept.get(zone) ?? [])]);
  count += 1;
  return stretch.offsetMs;
}

function stretchAt(zone: string, atMs: number): Stretch {
  const there = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  // A clock change at this very moment has already happened, and `previous` looks only before it.
  const before = there.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  const after = there.getTimeZoneTransition("next");
  return {
    fromMs: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    untilMs: after?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: there.offsetNanoseconds / 1_000_000,
  };
}
