import { expect, it } from "vitest";
import { mendedBy } from "./told-release.ts";

it.each([
  ["Fixes WEB-12", ["WEB-12"]],
  ["fix: the cart\n\nResolves WEB-1A, shop-api-2 and WEB-3.", ["WEB-1A", "shop-api-2", "WEB-3"]],
  ["Closed: WEB-7, fixes WEB-7", ["WEB-7"]],
  ["Prefixes WEB-1; see WEB-2", []],
  ["Fix the cart of WEB-1", []],
  ["", []],
])("%j mends %j", (message, issues) => {
  expect(mendedBy(message)).toEqual(issues);
});

it("reads a long message in no time", () => {
  const message = "fixes a-a, ".repeat(400).slice(0, 4_096);
  expect(mendedBy(message)).toEqual(["a-a"]);
  expect(mendedBy("fixes ".repeat(682))).toEqual([]);
  expect(mendedBy(`fixes ${"a".repeat(4_090)}`)).toEqual([]);
});
