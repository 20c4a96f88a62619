import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ALTERNATIVES } from "./glob-token.ts";
import { compileGlob, type GlobOptions } from "./rule-glob.ts";

const TEXT: GlobOptions = { ignoreCase: false };

const matches = (pattern: string, text: string, options = TEXT) => compileGlob(pattern, options)?.(text) ?? null;

describe("compileGlob", () => {
  it.each([
    ["hello.py", "hello.py", true],
    ["hello.py", "hello_py", false],
    ["*.py", "lib/hello.py", true],
    ["*.py", "hello.pyc", false],
    ["hello*", "hello\nworld", true],
    ["*ell*", "hello", true],
    ["h?llo", "hallo", true],
    ["h?llo", "hllo", false],
    ["h?llo", "h🦡llo", true],
    ["1.18.[0-4].*", "1.18.4.2153-2aa8", true],
    ["1.18.[0-4].*", "1.18.5.1", false],
    ["[!a]b", "cb", true],
    ["[!a]b", "ab", false],
    ["[]x]", "]", true],
    ["[a-]", "-", true],
    ["{Type,Range}Error", "RangeError", true],
    ["{Type,Range}Error", "Error", false],
    ["{Type,}Error", "Error", true],
    ["\\*", "*", true],
    ["\\*", "x", false],
    ["a**b", "a/x/b", true],
    ["", "", true],
    ["", "x", false],
    ["*", "", true],
    ["A*", "abc", false],
  ])("%s and %s: %s", (pattern, text, expected) => expect(matches(pattern, text)).toBe(expected));

  it("ignores the case of ASCII letters alone, also in sets", () => {
    const options = { ignoreCase: true };
    expect(matches("TYPE*[A-C]", "typeerrorb", options)).toBe(true);
    expect(matches("É*", "é", options)).toBe(false);
  });

  it("refuses brackets that are not closed, and more alternatives than can be tried", () => {
    for (const pattern of ["[ab", "{a,b", "a}", "\\"]) expect(compileGlob(pattern, TEXT)).toBeNull();
    const doublings = Math.log2(MAX_ALTERNATIVES);
    expect(compileGlob("{a,b}".repeat(doublings), TEXT)).not.toBeNull();
    expect(compileGlob("{a,b}".repeat(doublings + 1), TEXT)).toBeNull();
  });

  it("matches a text with its wildcards filled in any way", () => {
    const parts = fc.array(
      fc.tuple(fc.constantFrom("*", "**", "?", "a", "/", "b"), fc.string({ unit: fc.constantFrom("a", "b", "x") })),
    );
    fc.assert(
      fc.property(parts, (list) => {
        const pattern = list.map(([part]) => part).join("");
        const text = list.map(([part, fill]) => (part.startsWith("*") ? fill : part === "?" ? "x" : part)).join("");
        expect(matches(pattern, text)).toBe(true);
      }),
    );
  });

  it("takes no longer for a hostile pattern", () => {
    const start = performance.now();
    expect(matches("*a".repeat(250), "a".repeat(8_192).concat("b"))).toBe(false);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
