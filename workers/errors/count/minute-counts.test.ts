import { expect, it } from "vitest";
import {
  countMinute,
  ENVIRONMENTS_COUNTED,
  MINUTES_KEPT,
  type MinuteCounts,
  mergeMinutes,
  minutesUpTo,
} from "./minute-counts.ts";

const all = (counts: MinuteCounts, last: number, minutes: number) => minutesUpTo(counts, [], last, minutes);

it("counts minutes of an environment, and of all, whatever order they come in", () => {
  const counts: MinuteCounts = {};
  for (const environment of ["production", "staging", null]) countMinute(counts, environment, 102);
  countMinute(counts, "production", 100);
  countMinute(counts, "__proto__", 100);
  expect(minutesUpTo(counts, ["production"], 102, 3)).toEqual([1, 0, 1]);
  expect(minutesUpTo(counts, ["elsewhere"], 102, 3)).toEqual([0, 0, 0]);
  expect(all(counts, 103, 4)).toEqual([2, 0, 3, 0]);
});

it("keeps so many minutes, and is small again after a quiet time", () => {
  const counts: MinuteCounts = {};
  countMinute(counts, "a", 1_000);
  countMinute(counts, "b", 1_000 + MINUTES_KEPT - 1);
  expect(all(counts, 1_000 + MINUTES_KEPT - 1, MINUTES_KEPT)).toEqual([1, ...Array(MINUTES_KEPT - 2).fill(0), 1]);
  countMinute(counts, "c", 1_000 + MINUTES_KEPT);
  expect(Object.keys(counts)).toEqual(["b", "c"]);
  countMinute(counts, "b", 1_000 + 9 * MINUTES_KEPT);
  expect(counts).toEqual({ b: [1_000 + 9 * MINUTES_KEPT, 1] });
});

it("counts so many environments apart, further ones together", () => {
  const counts: MinuteCounts = {};
  for (let i = 0; i <= ENVIRONMENTS_COUNTED + 1; i += 1) countMinute(counts, `e${i}`, 5);
  expect(minutesUpTo(counts, [`e${ENVIRONMENTS_COUNTED - 1}`], 5, 1)).toEqual([1]);
  expect(counts[""]).toEqual([5, 2]);
  expect(all(counts, 5, 1)).toEqual([ENVIRONMENTS_COUNTED + 2]);
});

it("adds another issue's counts", () => {
  const [one, other]: [MinuteCounts, MinuteCounts] = [{}, {}];
  countMinute(one, "a", 5);
  for (const [environment, minute] of [
    ["a", 4],
    ["a", 5],
    ["b", 6],
  ] as const)
    countMinute(other, environment, minute);
  mergeMinutes(one, other);
  expect([minutesUpTo(one, ["a"], 6, 3), minutesUpTo(one, ["b"], 6, 3)]).toEqual([
    [1, 2, 0],
    [0, 0, 1],
  ]);
});
