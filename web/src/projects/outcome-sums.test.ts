import { describe, expect, test } from "vitest";
import type { OutcomeSeries } from "../../../workers/errors/view.ts";
import { HOUR_MS } from "../../../workers/kit/time.ts";
import { accountText, MAX_BARS, outcomeSums, sliceOutcomes } from "./outcome-sums.ts";

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

describe("outcomes as charts", () => {
  test("one bar per hour while they can be told apart", () => {
    expect(outcomeSums(series(MAX_BARS, [["accepted", 1]])).byOutcome.startsMs).toHaveLength(MAX_BARS);
    const { startsMs, slotMs } = outcomeSums(series(MAX_BARS + 1, [["accepted", 1]])).byOutcome;
    expect(slotMs).toBe(2 * HOUR_MS);
    expect(startsMs).toHaveLength(85);
    expect(startsMs[1]).toBe(490_002 * HOUR_MS);
  });

  test("lose nothing when hours are added up", () => {
    const { byOutcome, totals } = outcomeSums(
      series(720, [
        ["accepted", 3],
        ["limited", 2],
        ["accepted", 1],
      ]),
    );
    expect(totals).toMatchObject({ accepted: 2880, limited: 1440, invalid: 0 });
    expect(byOutcome.series.map(({ name, values }) => [name, values.reduce((a, b) => a + b)])).toEqual([
      ["accepted", 2880],
      ["limited", 1440],
    ]);
  });

  test("count an attachment once, not by its bytes, and show kinds in words", () => {
    const sent = series(1, [["accepted", 9]]);
    const rows = ["error", "attachment", "attachment_item"].map((category) =>
      sent.rows.map((row) => ({ ...row, category })),
    );
    const { totals, byKind } = outcomeSums({ ...sent, rows: rows.flat() });
    expect(totals.accepted).toBe(18);
    expect(byKind.series.map(({ title }) => title)).toEqual(["error", "attachment"]);
  });

  test("a part of the hours counts only what is in it", () => {
    const all = series(24, [
      ["accepted", 2],
      ["invalid", 0],
    ]);
    const { hours, rows } = sliceOutcomes(all, 490_001, 490_004);
    expect(hours).toEqual([490_001, 490_002, 490_003]);
    expect(rows.map(({ outcome, total }) => [outcome, total])).toEqual([["accepted", 6]]);
  });
});

describe("the account in words", () => {
  test("adds up to what arrived", () => {
    const { totals } = outcomeSums(
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
    expect(accountText(outcomeSums(series(24, [])).totals)).toBe("Nothing arrived.");
  });
});
