import { describe, expect, test } from "vitest";
import type { Frame, StackTrace } from "../../../workers/errors/event/event.ts";
import { type FrameGroup, foldFrames, MAX_OPEN_FRAMES, opensItself } from "./frame-folding.ts";

const own = (name: string): Frame => ({ function: name, in_app: true, context_line: "x" });
const library = (name: string): Frame => ({ function: name, in_app: false });

const shape = (groups: FrameGroup[]): string[] =>
  groups.map((group) => {
    if (group.kind === "omitted") return `omitted ${group.count}`;
    return group.kind === "frame"
      ? `${group.frame.function}`
      : `[${group.frames.map(({ frame }) => frame.function).join(" ")}]`;
  });

describe("folding a stack", () => {
  const trace: StackTrace = {
    frames: [library("main"), library("loop"), own("page"), library("memo"), own("sum"), library("throw")],
  };

  test("keeps the application's frames and counts the libraries' between them", () => {
    expect(shape(foldFrames(trace, "oldest"))).toEqual(["[main loop]", "page", "[memo]", "sum", "throw"]);
  });

  test("shows the newest first, inside folds too", () => {
    expect(shape(foldFrames(trace, "newest"))).toEqual(["throw", "sum", "[memo]", "page", "[loop main]"]);
  });

  test("folds nothing where no frame is the application's", () => {
    expect(shape(foldFrames({ frames: [library("a"), library("b")] }, "newest"))).toEqual(["b", "a"]);
  });

  test("says where a limit took frames out", () => {
    const cut: StackTrace = { frames: [own("a"), own("b")], frames_omitted: [1, 40] };
    expect(shape(foldFrames(cut, "oldest"))).toEqual(["a", "omitted 40", "b"]);
  });
});

describe("opening frames", () => {
  test("opens the last of the application's, up to the limit", () => {
    const frames = Array.from({ length: MAX_OPEN_FRAMES + 1 }, (_, index) => own(`f${index}`));
    const open = frames.map((frame, index) => opensItself(frame, index, { frames }));
    expect(open).toEqual([false, ...Array.from({ length: MAX_OPEN_FRAMES }, () => true)]);
  });

  test("opens only where it threw when nothing is the application's, and nothing without source", () => {
    const frames: Frame[] = [
      { function: "a", context_line: "x" },
      { function: "b", context_line: "y" },
    ];
    expect(frames.map((frame, index) => opensItself(frame, index, { frames }))).toEqual([false, true]);
    expect(opensItself({ function: "c", in_app: true }, 0, { frames: [{ in_app: true }] })).toBe(false);
  });
});
