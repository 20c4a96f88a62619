import { describe, expect, it } from "vitest";
import { NOTES, Notes } from "./notes.ts";
import { clip, readCount, readText } from "./text.ts";

describe("texts", () => {
  it("are cut at their limit, never within a character", () => {
    expect(clip("12345", 5)).toBe("12345");
    expect(clip("123456", 5)).toBe("12...");
    expect(clip("1🙂3456", 5)).toBe("1...");
    expect(clip("123456", 2)).toBe("..");
  });

  it("may come as numbers or truth values, and as nothing else", () => {
    const notes = new Notes(undefined);
    expect([1, true, "", null, undefined].map((value) => readText(value, 9, "x", notes))).toEqual([
      "1",
      "true",
      undefined,
      undefined,
      undefined,
    ]);
    expect(notes.list()).toBeUndefined();
    expect(readText({ a: 1 }, 9, "x", notes)).toBeUndefined();
    expect(notes.list()).toEqual([{ type: "invalid_data", name: "x", value: { a: 1 }, reason: "expected a text" }]);
  });

  it("may hold counts", () => {
    expect([7, "7", 0, -1, 1.5, "x", "", null, 1e20, true].map(readCount)).toEqual([
      7,
      7,
      0,
      ...Array(7).fill(undefined),
    ]);
  });
});

describe("notes", () => {
  it("begin with the client's own and are limited in number", () => {
    const notes = new Notes([{ type: "js_no_source", name: "a" }, { name: "no type" }, 7]);
    for (let count = 0; count < NOTES; count += 1) notes.add("invalid_data", "b");
    expect(notes.list()).toHaveLength(NOTES);
    expect(notes.list()?.[0]).toEqual({ type: "js_no_source", name: "a" });
  });

  it("repeat values only in small", () => {
    const notes = new Notes(undefined);
    notes.add("invalid_data", "x".repeat(300), "y".repeat(10_000));
    expect(JSON.stringify(notes.list()).length).toBeLessThan(600);
  });
});
