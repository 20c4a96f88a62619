import { describe, expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { MESSAGE_CHARS, readLogEntry } from "./message.ts";
import { Notes } from "./notes.ts";

const entry = (value: Json) => readLogEntry(value, new Notes(undefined));

describe("a log entry", () => {
  it("may be a bare text, a message or a formatted text, which is all the same", () => {
    const hi = { formatted: "hi" };
    for (const value of ["hi", { message: "hi" }, { formatted: "hi" }, { message: "hi", formatted: "hi" }]) {
      expect(entry(value)).toEqual(hi);
    }
    for (const value of ["", null, {}, [], { params: [1] }]) expect(entry(value)).toBeUndefined();
  });

  it("keeps its template apart from what it became", () => {
    const whole = { message: "hi %s", formatted: "hi you", params: ["you"] };
    expect(entry(whole)).toEqual(whole);
  });

  it.each([
    ["%s and %d", ["a", 2], "a and 2"],
    ["{} and {}", ["a", { b: 1 }], 'a and {"b":1}'],
    ["%(name)s is {name}", { name: "x" }, "x is x"],
    ["{1} {0}", ["a", "b"], "b a"],
    ["100%% of %s %s", ["a"], "100% of a %s"],
    ["%(toString)s", {}, "%(toString)s"],
  ] as const)("%j is filled with its parameters", (message, params, formatted) => {
    expect(entry({ message, params: params as Json })?.formatted).toBe(formatted);
  });

  it("has a limit", () => {
    expect(entry("x".repeat(MESSAGE_CHARS))?.formatted).toHaveLength(MESSAGE_CHARS);
    expect(entry("x".repeat(MESSAGE_CHARS + 1))?.formatted?.endsWith("x...")).toBe(true);
    expect(entry({ message: "%s".repeat(4_000), params: ["y".repeat(2_000)] })?.formatted).toHaveLength(MESSAGE_CHARS);
  });
});
