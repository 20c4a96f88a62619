import { describe, expect, test } from "vitest";
import { exceptionTitle, stackText } from "./frame-name.ts";
import { hasMoreSource, sourceLines } from "./source-line.ts";
import { MAX_TINTED_LENGTH, tint } from "./tint.ts";

describe("source around a frame", () => {
  const frame = {
    lineno: 10,
    pre_context: ["6", "7", "8", "9"],
    context_line: "10",
    post_context: ["11", "12", "13", "14"],
  };

  test("is seven lines with the failing one in the middle", () => {
    const lines = sourceLines(frame);
    expect(lines.map((line) => line.number)).toEqual([7, 8, 9, 10, 11, 12, 13]);
    expect(lines.filter((line) => line.failing).map((line) => line.text)).toEqual(["10"]);
    expect(lines.every((line) => line.text === String(line.number))).toBe(true);
  });

  test("is everything on demand", () => {
    expect(hasMoreSource(frame)).toBe(true);
    expect(sourceLines(frame, true)).toHaveLength(9);
    expect(hasMoreSource({ context_line: "x", pre_context: ["1", "2", "3"] })).toBe(false);
  });

  test("is nothing without the line, and has no numbers without one", () => {
    expect(sourceLines({ pre_context: ["x"] })).toEqual([]);
    expect(sourceLines({ context_line: "x" })).toEqual([{ number: null, text: "x", failing: true }]);
  });
});

describe("tinting a line", () => {
  const kinds = (line: string) =>
    tint(line)
      .filter((piece) => piece.kind !== "plain")
      .map((piece) => `${piece.kind} ${piece.text}`);

  test("tells keywords, strings, numbers and comments apart", () => {
    expect(kinds('const a = "b" + 12; // c')).toEqual(["keyword const", 'string "b"', "number 12", "comment // c"]);
    expect(kinds("return None  # done")).toEqual(["keyword return", "keyword None", "comment # done"]);
  });

  test("does not take a private field, an escape or an open quote for something else", () => {
    expect(kinds("this.#rows = 'it\\'s'")).toEqual(["keyword this", "string 'it\\'s'"]);
    expect(kinds("x = 'open")).toEqual(["string 'open"]);
  });

  test("gives back every character, and leaves minified lines alone", () => {
    const line = "if (a.b > 0x1f) { throw new Error(`no b`); }";
    expect(
      tint(line)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(line);
    expect(tint("1".repeat(MAX_TINTED_LENGTH))[0]?.kind).toBe("number");
    expect(tint("1".repeat(MAX_TINTED_LENGTH + 1))[0]?.kind).toBe("plain");
  });
});

describe("a stack as text", () => {
  test("begins with what was thrown, newest frame first, then its cause", () => {
    const text = stackText([
      { type: "RangeError", value: "4" },
      {
        type: "TypeError",
        value: "x",
        stacktrace: {
          frames: [
            { function: "a", filename: "a.ts", lineno: 1 },
            { filename: "b.ts", lineno: 2, colno: 3 },
          ],
        },
      },
    ]);
    expect(text.split("\n")).toEqual([
      "TypeError: x",
      "    at top level (b.ts:2:3)",
      "    at a (a.ts:1)",
      "Caused by: RangeError: 4",
    ]);
  });

  test("names an exception by what there is", () => {
    expect(exceptionTitle({})).toBe("Unnamed exception");
    expect(exceptionTitle({ value: "only a message" })).toBe("only a message");
    expect(exceptionTitle({ type: "Error" })).toBe("Error");
  });
});
