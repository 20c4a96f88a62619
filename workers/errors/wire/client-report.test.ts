import { describe, expect, it } from "vitest";
import { DISCARD_QUANTITY_MOST, DISCARDS_PER_REPORT, OTHER, readClientReport } from "./client-report.ts";

describe("a client report", () => {
  it("counts what the client dropped, by reason and category", () => {
    const report = {
      timestamp: "2026-11-22T12:00:00Z",
      discarded_events: [
        { reason: "sample_rate", category: "error", quantity: 2 },
        { reason: "sample_rate", category: "error", quantity: 3 },
        { reason: "before_send", category: "transaction", quantity: 1 },
      ],
    };
    expect(readClientReport(report)).toEqual({
      ok: true,
      value: {
        atMs: Date.UTC(2026, 10, 22, 12),
        discards: [
          { reason: "sample_rate", category: "error", quantity: 5 },
          { reason: "before_send", category: "transaction", quantity: 1 },
        ],
      },
    });
  });

  it("leaves out what is no count", () => {
    const discarded_events = [
      7,
      null,
      { reason: "a", category: "error" },
      { reason: "a", category: "error", quantity: -1 },
      { reason: "a", category: 5, quantity: 1 },
    ];
    expect(readClientReport({ discarded_events })).toEqual({ ok: true, value: { atMs: null, discards: [] } });
    expect(readClientReport({ discarded_events: "none" })).toMatchObject({ value: { discards: [] } });
  });

  it("puts together what the protocol does not name, so that nobody can make up counters", () => {
    const discarded_events = Array.from({ length: 20 }, (_, i) => ({
      reason: `r${i}`,
      category: `c${i}`,
      quantity: 1,
    }));
    const discards = [{ reason: OTHER, category: OTHER, quantity: 20 }];
    expect(readClientReport({ discarded_events })).toMatchObject({ value: { discards } });
  });

  it("keeps to its limits", () => {
    const entry = { reason: "before_send", category: "error", quantity: DISCARD_QUANTITY_MOST };
    const report = (length: number) => readClientReport({ discarded_events: Array.from({ length }, () => entry) });
    expect(report(DISCARDS_PER_REPORT)).toMatchObject({ value: { discards: [entry] } });
    expect(report(DISCARDS_PER_REPORT + 1)).toMatchObject({ reason: "too-many-discards" });
  });
});
