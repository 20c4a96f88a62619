import fc from "fast-check";
import { expect, test } from "vitest";
import { HOUR_MS } from "../../../workers/kit/time.ts";
import {
  type ChartSeries,
  colourOf,
  csvOf,
  foldSeries,
  MAX_SERIES,
  OTHERS,
  reachOf,
  seriesAt,
  slotText,
  stacked,
  statsOf,
} from "./chart-data.ts";

const some = (count: number): ChartSeries[] =>
  Array.from({ length: count }, (_, index) => ({ name: `s${index}`, title: `S ${index}`, values: [index, 1] }));

test("twelve series stand for themselves, of more the smallest are added up", () => {
  expect(foldSeries(some(MAX_SERIES))).toEqual(some(MAX_SERIES));
  const folded = foldSeries(some(MAX_SERIES + 2));
  expect(folded.map(({ name }) => name)).toEqual([
    ...some(14)
      .slice(2)
      .map(({ name }) => name),
    OTHERS,
  ]);
  expect(folded.at(-1)?.values).toEqual([1, 2]);
});

test("stacked bars end where all under them end together", () => {
  const series = fc.array(fc.array(fc.nat(1000), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(series, (values) => {
      const tops = stacked(values.map((each, index) => ({ name: `${index}`, title: "", values: each })));
      for (const slot of [0, 1, 2]) {
        const total = values.reduce((sum, each) => sum + (each[slot] ?? 0), 0);
        expect(tops.at(-1)?.[slot]).toBe(total);
      }
    }),
  );
});

test("what is below zero is stacked downwards, reaches down, and is found under the pointer", () => {
  const series = [
    { name: "sold", title: "", values: [10, 5, 0] },
    { name: "returned", title: "", values: [-4, -8, 0] },
    { name: "lost", title: "", values: [-1, 2, 0] },
  ];
  expect(stacked(series)).toEqual([
    [10, 5, 0],
    [-4, -8, 0],
    [-5, 7, 0],
  ]);
  expect([reachOf(-100, 200), reachOf(-100, -20), reachOf(0, 0), reachOf(5, 200)]).toEqual([
    [-105, 210],
    [-105, 0],
    [0, 1],
    [0, 210],
  ]);
  const at = (slot: number, value: number) => seriesAt(series, slot, value)?.name;
  expect([at(0, 3), at(0, -3), at(0, -4.5), at(1, 6), at(1, 8), at(2, 0)]).toEqual([
    ...["sold", "returned", "lost", "lost", undefined, undefined],
  ]);
});

test("a legend's figures, also of nothing", () => {
  expect(statsOf([4, 0, 2])).toEqual({ last: 2, min: 0, max: 4, average: 2 });
  expect(statsOf([])).toEqual({ last: 0, min: 0, max: 0, average: 0 });
});

test("a file of its figures quotes what has commas", () => {
  const data = {
    title: "T",
    unit: "items",
    startsMs: [0],
    slotMs: HOUR_MS,
    series: [{ name: "a", title: 'A, "b"', values: [7] }],
  };
  expect(csvOf(data)).toBe('start,"A, ""b"""\r\n1970-01-01T00:00:00.000Z,7\r\n');
});

test("slots are named as a rate names them", () => {
  expect([HOUR_MS, 5 * HOUR_MS, 24 * HOUR_MS, 48 * HOUR_MS, 60_000].map(slotText)).toEqual([
    "hour",
    "5 hours",
    "day",
    "2 days",
    "minute",
  ]);
});

test("a name has one colour, and it is one of eight", () => {
  fc.assert(fc.property(fc.string(), (name) => [1, 2, 3, 4, 5, 6, 7, 8].includes(colourOf(name))));
  expect(colourOf("accepted")).not.toBe(colourOf("invalid"));
});
