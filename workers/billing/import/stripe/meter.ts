import type Stripe from "stripe";
import { NAME_CHARS_MAX } from "../../catalogue/limits.ts";
import { type Aggregation, type Meter, newMeter } from "../../usage/meter.ts";
import { importedId } from "./imported-id.ts";
import { problem, type Translated } from "./remarks.ts";

const AGGREGATION: Readonly<Record<string, Aggregation>> = { sum: "sum", count: "count", last: "last" };

/** A meter of Stripe's: apps report to it by the name that they use there. */
export function meterFrom(meter: Stripe.Billing.Meter, nowMs: number): Translated<Meter> {
  const { event_name: key, display_name: name, default_aggregation: aggregation } = meter;
  const parsed = newMeter.safeParse({
    ...{ key, name: name.trim().slice(0, NAME_CHARS_MAX) || key, unit: "units" },
    aggregation: AGGREGATION[aggregation.formula],
  });
  if (!parsed.success) return problem(`The meter ${key}: ${parsed.error.issues[0]?.message ?? "is not taken"}`);
  const archivedMs = meter.status === "active" ? null : nowMs;
  return { ok: true, value: { ...parsed.data, id: importedId("meter", meter.id), createdMs: nowMs, archivedMs } };
}
