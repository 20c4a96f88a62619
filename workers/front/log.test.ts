import { expect, it, vi } from "vitest";
import { errorFields, log, redact } from "./log.ts";

it("writes one JSON line without personal data", () => {
  const info = vi.spyOn(console, "info").mockImplementation(() => {});
  log("info", "signed-in", { requestId: "r1", email: "ana@apiary.test", count: 2 });
  expect(info).toHaveBeenCalledExactlyOnceWith(
    '{"level":"info","message":"signed-in","requestId":"r1","email":"[redacted]","count":2}',
  );
  info.mockRestore();
});

it("redacts by name at any depth, and addresses and keys in texts", () => {
  const fields = {
    request: { headers: { cookie: "a=1", path: "/x" } },
    note: `mail ana@apiary.test key ${"ab".repeat(16)}`,
  };
  expect(redact(fields)).toEqual({
    request: { headers: { cookie: "[redacted]", path: "/x" } },
    note: "mail [redacted] key [redacted]",
  });
});

it("cuts what is nested too deeply", () => {
  expect(JSON.stringify(redact({ a: { b: { c: { d: { e: { f: 1 } } } } } }))).toBe(
    '{"a":{"b":{"c":{"d":{"e":"[redacted]"}}}}}',
  );
});

it("gives an error's message and stack", () => {
  const fields = errorFields(new TypeError("no person ana@apiary.test"));
  expect(fields.error).toBe("TypeError: no person [redacted]");
  expect(fields.stack).not.toContain("ana@");
  expect(errorFields("thrown text")).toEqual({ error: "thrown text" });
});
