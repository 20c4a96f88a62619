import { describe, expect, it } from "vitest";
import type { Json } from "../../kit/json.ts";
import { Notes } from "./notes.ts";
import { DIST_CHARS, ENVIRONMENT_CHARS, RELEASE_CHARS, readDist, readEnvironment, readRelease } from "./release.ts";

describe("names of releases, environments and distributions", () => {
  it.each([
    [readRelease, "web@1.0+b/2", 5, ["latest", "..", ".", "/", "//", "a\nb", {}]],
    [readEnvironment, "prod eu", 5, ["None", "a/b", "a\nb", []]],
    [readDist, "1.2-a_b", 5, ["a b", "ä", true]],
  ] as const)("are kept when they can be names: %o", (read, good, number, bad) => {
    const notes = new Notes(undefined);
    expect(read(` ${good} `, notes)).toBe(good);
    expect(read(number, notes)).toBe(String(number));
    expect([undefined, null, "", " "].map((value) => read(value, notes))).toEqual(Array(4).fill(undefined));
    expect(notes.list()).toBeUndefined();
    for (const value of bad as readonly Json[]) expect(read(value, notes)).toBeUndefined();
    expect(notes.list()).toHaveLength(bad.length);
  });

  it("have limits", () => {
    for (const [read, limit] of [
      [readRelease, RELEASE_CHARS],
      [readEnvironment, ENVIRONMENT_CHARS],
      [readDist, DIST_CHARS],
    ] as const) {
      const notes = new Notes(undefined);
      expect(read("x".repeat(limit), notes)).toHaveLength(limit);
      expect(read("x".repeat(limit + 1), notes)).toBeUndefined();
      expect(notes.list()).toHaveLength(1);
    }
  });
});
