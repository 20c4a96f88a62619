import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../kit/json.ts";
import type { Frame } from "../event/event.ts";
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
    expect(read({ frames: [null, { function: "f" }, 7] })?.frames).toEqual([{ function: "f" }]);
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
      },
    ]);
  });

  it("has a file name and an absolute path where either is sent", () => {
    const paths = (sent: JsonObject, platform = "python") => {
      const frame = readStackTrace([sent], platform, new Notes(undefined))?.frames[0];
      return [frame?.filename, frame?.abs_path];
    };
    expect(paths({ filename: "a.py" })).toEqual(["a.py", "a.py"]);
    expect(paths({ abs_path: "/app/a.py" })).toEqual(["/app/a.py", "/app/a.py"]);
    expect(paths({ filename: "https://x.example/js/a.js?v=1" })).toEqual(["/js/a.js", "https://x.example/js/a.js?v=1"]);
    expect(paths({ filename: "https://x.example/" })).toEqual(["https://x.example/", "https://x.example/"]);
    expect(paths({ filename: "/a.js?v=1#x", abs_path: "/b" }, "javascript")).toEqual(["/a.js#x", "/b"]);
    expect(paths({ filename: "/a.js?v=1", abs_path: "/b" }, "node")).toEqual(["/a.js?v=1", "/b"]);
    expect(paths({ function: "f" })).toEqual([undefined, undefined]);
  });

  it("has a function without what a compiler adds, beside the name that was sent", () => {
    const named = (sent: JsonObject) => {
      const frame = readStackTrace([sent], "native", new Notes(undefined))?.frames[0];
      return [frame?.function, frame?.raw_function];
    };
    expect(named({ function: "void pay(int)" })).toEqual(["pay", "void pay(int)"]);
    expect(named({ function: "pay" })).toEqual(["pay", undefined]);
    expect(named({ function: "pay(int)", raw_function: "raw" })).toEqual(["pay(int)", "raw"]);
    expect(named({ function: "void Cart.pay()", platform: "java" })).toEqual(["void Cart.pay()", undefined]);
    expect(named({ function: "?" })).toEqual([undefined, undefined]);
  });

  it("keeps its data also where its variables are dropped", () => {
    const frames = many(DETAILED_FRAMES + 2, () => ({ vars: { a: 1 }, data: { sourcemap: "a.map" } }));
    const kept = read({ frames })?.frames ?? [];
    expect(kept.filter((frame) => frame.vars === undefined)).toHaveLength(2);
    expect(kept.every((frame) => frame.data?.sourcemap === "a.map")).toBe(true);
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
