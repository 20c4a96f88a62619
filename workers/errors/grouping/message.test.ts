import { describe, expect, it } from "vitest";
import { comparableMessage, firstLines } from "./message.ts";

describe("firstLines", () => {
  it("keeps one line as it is", () => expect(firstLines("  one ")).toBe("  one "));
  it("keeps two lines as they are", () => expect(firstLines("one\ntwo")).toBe("one\ntwo"));
  it("cuts a third line", () => expect(firstLines("one\ntwo\nthree")).toBe("one\ntwo..."));
  it("takes every kind of line break", () => expect(firstLines("one\r\ntwo\u2028three")).toBe("one\ntwo..."));
  it("passes over blank lines", () => expect(firstLines("\n\none\n \ntwo\n")).toBe("one\ntwo..."));
  it("says that blank text was cut", () => expect(firstLines(" \n ")).toBe("..."));
});

describe("comparableMessage", () => {
  it("puts placeholders into the lines that it keeps", () => {
    expect(comparableMessage("user 1\nat 10.0.0.1\nid 7")).toBe("user <int>\nat <ip>...");
  });
});
