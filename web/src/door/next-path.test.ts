import { describe, expect, test } from "vitest";
import { isDoor, nextPath } from "./next-path.ts";

describe("where to go after signing in", () => {
  test("the page that was wanted", () => {
    expect(nextPath("/errors?project=web#tags")).toBe("/errors?project=web#tags");
  });

  test("never another site, never back to a door", () => {
    for (const bad of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "/sign-in",
      "/link?token=x",
      4,
      undefined,
    ]) {
      expect(nextPath(bad)).toBe("/");
    }
    expect(isDoor("/linked")).toBe(false);
  });
});
