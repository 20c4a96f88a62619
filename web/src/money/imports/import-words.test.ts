import { expect, it } from "vitest";
import { countsOf, figureLines, fileSize, foundWords } from "./import-words.ts";

const counts = [
  { status: "waiting", action: "create", rows: 3 },
  { status: "waiting", action: "change", rows: 1 },
  { status: "waiting", action: "", rows: 5 },
  { status: "nothing", action: "", rows: 2 },
  { status: "failed", action: "", rows: 4 },
  { status: "failed", action: "catalogue", rows: 2 },
  { status: "joined", action: "more", rows: 7 },
] as const;

it("counts what is left by the phase, and rows that belong to others as rows only", () => {
  const rest = { created: 3, changed: 1, unchanged: 2, refused: 4, catalogue: 2, accounts: 15, rows: 24 };
  expect(countsOf({ counts: [...counts], phase: "check" })).toEqual({ ...rest, left: 5 });
  expect(countsOf({ counts: [...counts], phase: "apply" })).toEqual({ ...rest, left: 9 });
});

it("says what it comes to by currency, and who owes whom", () => {
  const figure = (name: string, sum: number, currency = "EUR") => ({ name, sum, currency });
  const lines = figureLines([
    figure("subscriptions", 2),
    figure("balance", -500),
    figure("open", 0),
    figure("monthly", 900, "USD"),
    figure("open", 0, "GBP"),
  ]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/^EUR: 2 subscriptions · .*5\.00 owed by customers$/);
  expect(lines[1]).toMatch(/^USD: .*9\.00 a month$/);
});

it("says what of a catalogue was found", () => {
  const none = { plans: 0, prices: 0, coupons: 0, codes: 0, meters: 0 };
  expect(foundWords({ ...none, plans: 1, prices: 2, meters: 1 })).toBe("1 plan, 2 prices, 1 meter");
  expect(foundWords(none)).toBe("");
});

it("says sizes", () => {
  expect([1, 2_048, 3_145_728].map(fileSize)).toEqual(["1 kB", "2 kB", "3.0 MB"]);
});
