import { describe, expect, it } from "vitest";
import { isBlank, pythonRegExp, splitLines, strip } from "./python-regexp.ts";

describe("pythonRegExp", () => {
  const matches = (source: string, text: string) => text.match(pythonRegExp(source, false));

  it("takes digits of every script", () => expect(matches("\\d+", "12 ٣٤ ५")).toEqual(["12", "٣٤", "५"]));
  it("takes letters and numbers for words, combining marks not", () => {
    expect(matches("\\w+", "née Ⅷ½ e\u0301_ 第")).toEqual(["née", "Ⅷ½", "e", "_", "第"]);
  });
  it("ends words where letters of any script end", () => {
    expect(matches("\\bab\\b", "ab éab abé ab")).toEqual(["ab", "ab"]);
  });
  it("takes separators for white space, a byte order mark not", () => {
    for (const text of ["\x1c", "\x85", "\xa0", "\u2028", "\u3000"]) expect(matches("\\s", text)).toEqual([text]);
    expect(matches("\\s", "\ufeff\u200b")).toBeNull();
    expect(matches("\\S+", "a\x1fb\ufeffc")).toEqual(["a", "b\ufeffc"]);
  });
  it("reads classes inside of classes", () => {
    expect(matches("[\\d:]+", "٣:4 x")).toEqual(["٣:4"]);
    expect(matches("[^\\s/]+", "a/b\x1fc")).toEqual(["a", "b", "c"]);
  });
  it("differs in ASCII by white space alone", () => {
    expect("a1_\x1c b".match(pythonRegExp("\\w+\\s\\s\\bb", true))).toEqual(["a1_\x1c b"]);
  });
});

it("splits lines at all that Python breaks lines at", () => {
  expect(splitLines("a\nb\r\nc\rd\ve\ff\x1cg\x1dh\x1ei\x85j\u2028k\u2029l\x1fm")).toEqual([..."abcdefghijk", "l\x1fm"]);
});

it("strips what Python strips", () => {
  expect(strip("\x1f\u3000 a b \x85\ufeff")).toBe("a b \x85\ufeff");
  expect(isBlank(" \x1d\u00a0")).toBe(true);
  expect(isBlank("\ufeff")).toBe(false);
});
