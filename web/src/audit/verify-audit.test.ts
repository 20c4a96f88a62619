import { expect, test } from "vitest";
import { parseAuditSearch } from "./audit-search.ts";
import { verificationText } from "./verify-audit.tsx";

test("a verification says what holds", () => {
  expect(verificationText({ ok: true, entries: 1, brokenAt: null })).toBe("Whole: 1 entry, each fits the one before.");
  expect(verificationText({ ok: false, entries: 90, brokenAt: 1204 })).toMatch(/^Broken at entry 1,204/);
});

test("the filters keep only text", () => {
  expect(parseAuditSearch({ action: "project.created", actor: "" })).toEqual({ action: "project.created" });
  expect(parseAuditSearch({ action: 4 })).toEqual({});
});
