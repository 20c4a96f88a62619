import { expect, it } from "vitest";
import { countryChoices } from "./country.ts";

it("offers every country once, by name, and keeps a code that is none", () => {
  const choices = countryChoices("DE");
  expect(new Set(choices.map(([code]) => code)).size).toBe(251);
  expect(choices.slice(0, 2)).toEqual([
    ["", "–"],
    ["AF", "Afghanistan"],
  ]);
  expect(choices).toContainEqual(["DE", "Germany"]);
  expect(countryChoices("AT", "de")).toContainEqual(["AT", "Österreich"]);
  // Each has a name of its own.
  expect(choices.filter(([code, name]) => code === name)).toEqual([]);
  expect(countryChoices("XX")[1]).toEqual(["XX", "XX"]);
});
