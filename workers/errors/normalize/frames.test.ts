import { describe, expect, it } from "vitest";
import type { Frame, Json, JsonObject } from "../event.ts";
import {
  CONTEXT_LINES,
  DETAILED_FRAMES,
  FILENAME_CHARS,
  FRAMES,
  FUNCTION_CHARS,
  LINE_CHARS,
  MODULE_CHARS,
  PATH_CHARS,
  readStackTrace,
} from "./frames.ts";
import { Notes } from "./notes.ts";

const read = (value: Json) => readStackTrace(value, "python", new Notes(undefined));
const many = (length: number, part: (index: number) => JsonObject) => Array.from({ length }, (_, index) => part(index));

describe("a stack trace", () => {
  it("is a list of frames, with or without an object around it", () => {
    expect(read({ frames: [null, { function: "f" }, 7] })?.frames).toEqual([{ function: "f", in_app: true }]);
    expect(read([{ function: "f" }])?.frames).toHaveLength(1);
    for (const value of [null, {}, [], { frames: null }, { frames: [null] }, "x"]) expect(read(value)).toBeUndefined();
  });

  it("keeps the last frames and says which it dropped", () => {
    const all = read({ frames: many(FRAMES, (lineno) => ({ lineno })) });
    expect(all?.frames).toHaveLength(FRAMES);
    expect(all?.frames_omitted).toBeUndefined();
    const cut = read({ frames: many(FRAMES + 1, (lineno) => ({ lineno })) });
    expect(cut?.frames.map((frame) => frame.lineno)).toEqual(many(FRAMES, (i) => ({ i: i + 1 })).map(({ i }) => i));
    expect(cut?.frames_omitted).toEqual([0, 0]);
    expect(read({ frames: [{}], frames_omitted: [3, 7] })?.frames_omitted).toEqual([3, 7]);
  });

  it("keeps the details of all frames when it is short", () => {
    expect(detailed(many(DETAILED_FRAMES, () => ({ in_app: false })))).toHaveLength(DETAILED_FRAMES);
  });

  it("keeps the details of the application's frames and of both ends when it is long", () => {
    const frames = many(DETAILED_FRAMES + 10, (index) => ({ in_app: index >= 20 && index < 30 }));
    const kept = detailed(frames);
    expect(kept).toEqual([...range(0, 20), ...range(20, 30), ...range(40, 60)]);
  });

  it("keeps the details of both ends when even the application's frames are too many", () => {
    const kept = detailed(many(DETAILED_FRAMES + 10, () => ({ in_app: true })));
    expect(kept).toEqual([...range(0, 25), ...range(35, 60)]);
  });
});

describe("a frame", () => {
  it("is read leniently", () => {
    const sent = {
      filename: "a.py",
      abs_path: "/app/a.py",
      lineno: "12",
      colno: -1,
      function: 7,
      module: null,
      context_line: "",
      pre_context: ["a", null],
      post_context: [],
      vars: ["x"],
      instruction_addr: "0x1f",
      data: { sourcemap: "a.map" },
    };
    expect(read([sent])?.frames).toEqual([
      {
        filename: "a.py",
        abs_path: "/app/a.py",
        lineno: 12,
        function: "7",
        context_line: "",
        pre_context: ["a", ""],
        vars: { 0: "x" },
        instruction_addr: "0x1f",
        data: { sourcemap: "a.map" },
        in_app: true,
      },
    ]);
  });

  it("has limits", () => {
    const frame = (sent: JsonObject): Frame | undefined => read([sent])?.frames[0];
    for (const [name, limit] of [
      ["function", FUNCTION_CHARS],
      ["filename", FILENAME_CHARS],
      ["abs_path", PATH_CHARS],
      ["module", MODULE_CHARS],
      ["context_line", LINE_CHARS],
    ] as const) {
      expect(frame({ [name]: "f".repeat(limit) })?.[name]).toBe("f".repeat(limit));
      expect(frame({ [name]: "f".repeat(limit + 1) })?.[name]).toBe(`${"f".repeat(limit - 3)}...`);
    }
    const lines = Array.from({ length: CONTEXT_LINES + 1 }, (_, index) => String(index));
    expect(frame({ pre_context: lines })?.pre_context).toEqual(lines.slice(1));
    expect(frame({ post_context: lines })?.post_context).toEqual(lines.slice(0, -1));
  });
});

/** Indices of the frames that kept their variables. */
function detailed(frames: JsonObject[]): number[] {
  const stacktrace = read({ frames: frames.map((frame) => ({ ...frame, vars: { a: 1 }, context_line: "x" })) });
  expect(stacktrace?.frames.every((frame) => frame.context_line === "x")).toBe(true);
  return range(0, frames.length).filter((index) => stacktrace?.frames[index]?.vars !== undefined);
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
