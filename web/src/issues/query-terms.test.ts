import { expect, test } from "vitest";
import { choiceOf, choose } from "./query-terms.ts";

test("a chip shows what the search chooses", () => {
  const query = 'is:resolved project:web environment:"the lab" x';
  expect([choiceOf(query, "status"), choiceOf(query, "project"), choiceOf(query, "environment")]).toEqual([
    "resolved",
    "web",
    "the lab",
  ]);
  expect(choiceOf("is:assigned x", "status")).toBeNull();
  expect(choiceOf("!is:resolved", "status")).toEqual({ several: "!is:resolved" });
  expect(choiceOf("environment:[a,b]", "environment")).toEqual({ several: "environment:[a,b]" });
  expect(choiceOf("environment:prod*", "environment")).toEqual({ several: "environment:prod*" });
});

test("choosing changes its own term and leaves the rest as it was written", () => {
  expect(choose("is:unresolved  level:odd x", "status", "ignored")).toBe("is:ignored  level:odd x");
  expect(choose("is:unresolved x", "status", null)).toBe("x");
  expect(choose("x", "status", "resolved")).toBe("is:resolved x");
  expect(choose("x", "project", "web")).toBe("x project:web");
  expect(choose("environment:a x environment:b", "environment", "the lab")).toBe('environment:"the lab" x');
  expect(choose('project:a "two  blanks"', "project", null)).toBe('"two  blanks"');
});
