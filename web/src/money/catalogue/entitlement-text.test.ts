import { expect, test } from "vitest";
import { entitlementLines, entitlementsFrom } from "./entitlement-text.ts";

test("features and limits are lines, both ways", () => {
  const entitlements = { sso: true, audit: false, seats: 10, projects: null };
  const lines = "sso: yes\naudit: no\nseats: 10\nprojects: unlimited";
  expect(entitlementLines(entitlements)).toBe(lines);
  expect(entitlementsFrom(`\n${lines}\n\n`)).toEqual({ ok: true, value: entitlements });
});

test.each(["seats", "seats: many", "seats: -1", "seats 10", ": 10"])("%j says nothing", (line) => {
  expect(entitlementsFrom(`sso: yes\n${line}`)).toMatchObject({ ok: false, line: line.trim() });
});
