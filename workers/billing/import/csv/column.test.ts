import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COLUMN_NAMES, COLUMNS, guessMapping } from "./column.ts";

it("knows its own columns by name and by title, and others by what they are called elsewhere", () => {
  const names = COLUMNS.map(({ name }) => name);
  expect(guessMapping(names)).toEqual(names);
  expect(guessMapping(COLUMNS.map(({ title }) => title))).toEqual(names);
  expect(guessMapping(["Customer ID", "E-Mail", "Währung", "VAT-ID", "PLZ", "Favourite colour"])).toEqual([
    ...["external_id", "owner_mail", null, "tax_id", "postal_code", null],
  ]);
});

it("takes each thing once, and first of all for the column that has its very name", () => {
  expect(guessMapping(["Customer", "External id", "id"])).toEqual([null, "external_id", null]);
  expect(guessMapping([])).toEqual([]);
});

it("is written down for people, each column by its name", () => {
  const manual = readFileSync("docs/operations.md", "utf8");
  expect(COLUMN_NAMES.filter((name) => !manual.includes(`\`${name}\``))).toEqual([]);
});
