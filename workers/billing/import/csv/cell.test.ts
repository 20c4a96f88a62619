import * as fc from "fast-check";
import { expect, it } from "vitest";
import { amountIn, guarded, timeFrom, unguarded } from "./cell.ts";

it("guards whatever a spreadsheet would take for a formula, and takes only that back", () => {
  const text = fc.string({ unit: fc.constantFrom("=", "+", "-", "@", "'", "1", ".", "a", "\t") });
  fc.assert(
    fc.property(text, (cell) => {
      expect(unguarded(guarded(cell))).toBe(cell);
      expect(guarded(cell)).not.toMatch(/^[=+@\t\r]|^-[^\d.,]/);
    }),
  );
  expect(guarded("=HYPERLINK(1)")).toBe("'=HYPERLINK(1)");
  expect(guarded("-12.50")).toBe("-12.50");
  expect(unguarded("'s-Hertogenbosch")).toBe("'s-Hertogenbosch");
});

it.each([
  ["2026-12-31", Date.UTC(2026, 11, 31)],
  ["2026-12-31 14:30", Date.UTC(2026, 11, 31, 14, 30)],
  ["2026-12-31T14:30:05Z", Date.UTC(2026, 11, 31, 14, 30, 5)],
  ["2026-12-31T14:30:05.123+0200", Date.UTC(2026, 11, 31, 12, 30, 5)],
  ["2024-02-29", Date.UTC(2024, 1, 29)],
  ["2026-02-29", null],
  ["2026-13-01", null],
  ["2026-12-31 25:00", null],
  ["31.12.2026", null],
  ["12/31/2026", null],
])("reads the day or time %s", (text, atMs) => expect(timeFrom(text)).toBe(atMs));

it.each([
  ["12.50", "EUR", ".", 1_250],
  ["-12.5", "EUR", ".", -1_250],
  ["12,50", "EUR", ",", 1_250],
  ["12,50", "EUR", ".", null],
  ["1.200,00", "EUR", ",", null],
  ["1200", "JPY", ".", 1_200],
  ["12.5", "JPY", ".", null],
  ["1.234", "KWD", ".", 1_234],
  ["€12", "EUR", ".", null],
] as const)("reads the amount %s of %s with %s", (text, currency, decimal, amount) =>
  expect(amountIn(text, currency, decimal)).toBe(amount),
);
