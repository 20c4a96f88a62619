import { describe, expect, test } from "vitest";
import type { OutcomeSeries } from "../../../workers/errors/view.ts";
import { niceTop } from "./outcome-chart.tsx";
import { accountText, MAX_BARS, outcomeBars } from "./outcome-sums.ts";

function series(length: number, rows: [OutcomeSeries["rows"][number]["outcome"], number][]): OutcomeSeries {
  return {
    hours: Array.from({ length }, (_, index) => 490_000 + index),
    rows: rows.map(([outcome, each]) => ({
      outcome,
      category: "error",
      reason: "",
      bytes: 0,
      total: each * length,
      perHour: Array.from({ length }, () => each),
    })),
  };
}

describe("outcomes as bars", () => {
  test("one bar per hour while they can be told apart", () => {
    expect(outcomeBars(series(MAX_BARS, [["accepted", 1]])).bars).toHaveLength(MAX_BARS);
    const folded = outcomeBars(series(MAX_BARS + 1, [["accepted", 1]]));
    expect(folded.hoursPerBar).toBe(2);
    expect(folded.bars).toHaveLength(85);
  });

  test("lose nothing when hours are added up", () => {
    const { bars, totals } = outcomeBars(
      series(720, [
        ["accepted", 3],
        ["limited", 2],
        ["accepted", 1],
      ]),
    );
    expect(totals).toMatchObject({ accepted: 2880, limited: 1440 });
    expect(bars.reduce((sum, bar) => sum + bar.total, 0)).toBe(4320);
  });

  test("count an attachment once, not by its bytes", () => {
    const sent = series(1, [["accepted", 9]]);
    const rows = ["error", "attachment", "attachment_item"].map((category) =>
      sent.rows.map((row) => ({ ...row, category })),
    );
    expect(outcomeBars({ ...sent, rows: rows.flat() }).totals.accepted).toBe(18);
  });

  test("stand under a round number", () => {
    expect([1, 3, 10, 11, 900, 5001].map(niceTop)).toEqual([2, 5, 10, 20, 1000, 10_000]);
  });
});

describe("the account in words", () => {
  test("adds up to what arrived", () => {
    const { totals } = outcomeBars(
      series(24, [
        ["accepted", 100],
        ["limited", 10],
        ["client-discard", 2],
        ["evicted", 1],
      ]),
    );
    expect(accountText(totals)).toBe(
      "2,640 items arrived: 2,400 accepted, 240 limited. Clients dropped 48 more before sending. Retention removed 24 that were accepted earlier.",
    );
  });

  test("says so when nothing arrived", () => {
    expect(accountText(outcomeBars(series(24, [])).totals)).toBe("Nothing arrived.");
  });
});
