import { describe, expect, it } from "vitest";
import { CURRENCIES, isCurrency, minorDigits } from "./currency.ts";
import { amountFrom, formatMoney, formatUnitAmount, majorText } from "./money.ts";

describe("currencies", () => {
  it("have ISO's minor digits, where Intl has those of cash", () => {
    const digits = (codes: string) => codes.split(" ").map(minorDigits);
    expect(digits("EUR USD HUF IDR COP AFN LBP MGA TWD")).toEqual(Array(9).fill(2));
    expect(digits("JPY KRW CLP ISK UGX")).toEqual(Array(5).fill(0));
    expect(digits("BHD IQD KWD TND")).toEqual(Array(4).fill(3));
  });

  it("are known by their codes, each once", () => {
    expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
    expect(CURRENCIES.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
    expect(["eur", "XXX", ""].some(isCurrency)).toBe(false);
    expect(() => minorDigits("XXX")).toThrow(RangeError);
  });
});

describe("money", () => {
  it.each([
    [2_000, "EUR", "20.00"],
    [-5, "EUR", "-0.05"],
    [0, "EUR", "0.00"],
    [2_000, "JPY", "2000"],
    [1, "KWD", "0.001"],
    [9_007_199_254_740_991, "EUR", "90071992547409.91"],
  ])("%i %s is %s, both ways", (amount, currency, text) => {
    expect(majorText({ amount, currency })).toBe(text);
    expect(amountFrom(text, currency)).toBe(amount);
  });

  it("is read from nothing else", () => {
    expect(amountFrom("20", "EUR")).toBe(2_000);
    expect(amountFrom(" 20.5 ", "EUR")).toBe(2_050);
    for (const text of ["20.001", "", "20,00", "1e3", "90071992547409.92", "€20"])
      expect(amountFrom(text, "EUR")).toBeNull();
    expect(amountFrom("20.5", "JPY")).toBeNull();
  });

  it("is shown as its reader writes it, with the currency's own digits", () => {
    expect(formatMoney({ amount: 200_000, currency: "EUR" }, "en-GB")).toBe("€2,000.00");
    expect(formatMoney({ amount: -2_000, currency: "JPY" }, "en-US")).toBe("-¥2,000");
    expect(formatMoney({ amount: 150_050, currency: "HUF" }, "en-US")).toContain("1,500.50");
  });
});

it.each([
  ["0.25", "EUR", "en-GB", "€0.0025"],
  ["0.000000000001", "EUR", "en-GB", "€0.00000000000001"],
  ["250", "EUR", "de-DE", "2,50\u00a0€"],
  ["0", "EUR", "en-GB", "€0.00"],
  ["0.5", "JPY", "en-GB", "JP¥0.5"],
  ["1", "KWD", "en-GB", "KWD\u00a00.001"],
  ["123456789012345.5", "EUR", "en-GB", "€1,234,567,890,123.455"],
])("says what a unit costs, with all its places: %s of %s", (unitAmount, currency, language, words) => {
  expect(formatUnitAmount(unitAmount, currency, language)).toBe(words);
});
