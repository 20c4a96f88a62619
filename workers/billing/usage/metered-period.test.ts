import { describe, expect, it } from "vitest";
import { RecordBooks } from "../record-books.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { meteredPeriods } from "./metered-period.ts";

const at = (iso: string) => Date.parse(iso);
const METERED: Subscription = {
  id: "sub_1",
  status: "active",
  currency: "EUR",
  items: [
    {
      id: "item_1",
      quantity: 1,
      price: {
        id: "price_1",
        productId: "prod_1",
        planId: "plan_1",
        name: "Messages",
        currency: "EUR",
        interval: { unit: "month", count: 1 },
        charge: { kind: "per-unit", unitAmount: "0.5" },
        usage: { kind: "metered", meterId: "messages" },
        proration: { granularity: "day", timing: "next-cycle" },
        tax: { behaviour: "exclusive", code: "saas" },
        minimumAmount: 0,
      },
    },
  ],
  anchor: { local: "2026-01-31T00:00:00", zone: "Europe/Berlin" },
  period: { index: 1, startMs: at("2026-02-27T23:00:00Z"), endMs: at("2026-03-30T22:00:00Z") },
  trialEndMs: null,
  trialEnd: "freeze",
  cancelAtMs: null,
  cancelledMs: null,
  pausedMs: null,
  resumeAtMs: null,
  scheduled: [],
  discounts: [],
  minimumAmount: 0,
  collection: { kind: "automatic" },
  createdMs: 0,
};

describe("the period by which a meter is billed", () => {
  const books = new RecordBooks("0198c1d2-3c4d-7e5f-8a6b-7c8d9e0f1a2b");
  books.subscriptions.put(METERED);
  const periodFor = meteredPeriods(books);

  it("is that of the subscription with a price by it, also before and after the present one", () => {
    expect(periodFor("messages", at("2026-03-01T00:00:00Z"))).toEqual(METERED.period);
    expect(periodFor("messages", at("2026-02-01T00:00:00Z"))).toEqual({
      index: 0,
      startMs: at("2026-01-30T23:00:00Z"),
      endMs: METERED.period.startMs,
    });
    expect(periodFor("messages", METERED.period.endMs)).toMatchObject({ index: 2, startMs: METERED.period.endMs });
  });

  it("is the calendar month where nothing is billed by it", () => {
    expect(periodFor("storage", at("2026-02-14T12:00:00Z"))).toMatchObject({
      startMs: at("2026-02-01T00:00:00Z"),
      endMs: at("2026-03-01T00:00:00Z"),
    });
    books.subscriptions.put({ ...METERED, status: "cancelled" });
    expect(meteredPeriods(books)("messages", at("2026-03-01T00:00:00Z")).startMs).toBe(at("2026-03-01T00:00:00Z"));
  });
});
