import { expect, it } from "vitest";
import { initials } from "./initials.ts";

it.each([
  ["Dana Devlin", "DD"],
  ["Ana Maria de la Cruz", "AC"],
  ["owner@example.com", "O"],
  ["ada.lovelace@example.com", "AL"],
  ["šárka", "Š"],
  ["𝒳 y", "𝒳Y"],
  ["", "?"],
])("%s is drawn as %s", (name, drawn) => {
  expect(initials(name)).toBe(drawn);
});
