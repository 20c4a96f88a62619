import { describe, expect, test } from "vitest";
import { usageLines, usageTotals } from "./usage-sums.ts";

const row = (project: string, outcome: string, category: string, quantity: number) => ({
  project,
  outcome,
  category,
  quantity,
  bytes: quantity * 100,
});

describe("usage", () => {
  test("is one line per project and category, the busiest project first", () => {
    const lines = usageLines([
      row("1", "accepted", "error", 5),
      row("2", "accepted", "session", 3),
      row("2", "accepted", "error", 70),
      row("2", "limited", "error", 6),
      row("2", "invalid", "error", 1),
      row("2", "client-discard", "error", 2),
    ]);
    expect(lines).toEqual([
      { project: "2", category: "error", accepted: 70, refused: 7, dropped: 2, bytes: 7_000 },
      { project: "2", category: "session", accepted: 3, refused: 0, dropped: 0, bytes: 300 },
      { project: "1", category: "error", accepted: 5, refused: 0, dropped: 0, bytes: 500 },
    ]);
    expect(usageTotals(lines)).toEqual({ accepted: 78, refused: 7, dropped: 2, bytes: 7_800 });
  });

  test("counts nothing twice: neither what was removed later nor files by their bytes", () => {
    const lines = usageLines([
      row("1", "accepted", "error", 5),
      row("1", "evicted", "error", 4),
      row("1", "accepted", "attachment", 9_000),
      row("1", "accepted", "attachment_item", 1),
    ]);
    expect(usageTotals(lines)).toMatchObject({ accepted: 6, refused: 0 });
  });
});
