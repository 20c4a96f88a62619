import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePathGlob, pathParts } from "./path-glob.ts";

const matches = (pattern: string, path: string) => compilePathGlob(pattern)?.(pathParts(path));

describe("a path glob", () => {
  it.each([
    ["lib/a.py", "lib/a.py", true],
    ["lib/a.py", "LIB\\a.PY", true],
    ["lib\\a.py", "lib/a.py", true],
    ["lib/a.py", "src/lib/a.py", false],
    ["/lib/**", "lib/a/b.py", true],
    ["/lib/**", "/lib/a", true],
    ["/lib/**", "/lib", false],
    ["/lib/**", "/usr/lib/a", false],
    ["**/lib/**", "lib/a", true],
    ["**/lib/**", "/a/b/lib/c/d", true],
    ["**/lib/**", "/a/lib2/c", false],
    ["**/lib/**/x.py", "/a/lib/x.py", true],
    ["**/lib/**/x.py", "/a/lib/b/lib/c/x.py", true],
    ["**/lib/**/x.py", "/a/lib/b/y.py", false],
    ["**", "anything/at/all", true],
    ["*.py", "a.py", true],
    ["*.py", "a/b.py", false],
    ["**.app/Contents/**", "Shop.app/Contents/MacOS/Shop", true],
    ["**.app/Contents/**", "/Applications/Shop.app/Contents/MacOS/Shop", false],
    ["a?c/[xy]*/{one,two}", "abc/yes/two", true],
    ["a?c/[xy]*/{one,two}", "abc/no/two", false],
    ["a?c", "a/c", false],
    ["org-dartlang-sdk:///**", "org-dartlang-sdk:///dart/core.dart", true],
    ["", "", true],
  ])("%s on %s is %s", (pattern, path, expected) => {
    expect(matches(pattern, path)).toBe(expected);
  });

  it("is none when a bracket is not closed", () => {
    expect(compilePathGlob("a/[b")).toBeNull();
    expect(compilePathGlob("a/{b")).toBeNull();
  });

  it("takes no longer for being hostile", () => {
    const glob = compilePathGlob(`${"**/a*a*a*b/".repeat(20)}c`);
    const parts = pathParts(`${"a".repeat(40)}/`.repeat(50));
    const start = process.cpuUsage().user;
    expect(glob?.(parts)).toBe(false);
    expect(process.cpuUsage(undefined).user - start).toBeLessThan(1_000_000);
  });

  it("finds a part at any depth", () => {
    const part = fc.stringMatching(/^[a-z]{1,5}$/);
    fc.assert(
      fc.property(fc.array(part), part, fc.array(part, { minLength: 1 }), (before, wanted, after) => {
        expect(matches(`**/${wanted}/**`, [...before, wanted, ...after].join("/"))).toBe(true);
      }),
    );
  });
});
