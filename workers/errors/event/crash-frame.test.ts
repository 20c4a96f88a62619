import { describe, expect, it } from "vitest";
import { eventWith } from "../grouping/event-fixture.ts";
import { crashFrame } from "./crash-frame.ts";

const own = { function: "run", in_app: true };
const library = { function: "next", in_app: false };
const stack = (...frames: (typeof own)[]) => ({ stacktrace: { frames } });

describe("crashFrame", () => {
  it("is the innermost in-app frame of the last exception", () => {
    const values = [stack(library), stack(own, { ...own, function: "inner" }, library)];
    expect(crashFrame(eventWith({ exception: { values } }))?.function).toBe("inner");
  });

  it("is the innermost frame when none is in-app", () => {
    expect(crashFrame(eventWith(stack(library)))?.function).toBe("next");
  });

  it("comes from the only thread when there is no other stack", () => {
    expect(crashFrame(eventWith({ threads: { values: [stack(own)] } }))?.function).toBe("run");
    expect(crashFrame(eventWith({ threads: { values: [stack(own), stack(own)] } }))).toBeUndefined();
  });

  it("is undefined without a stack", () => expect(crashFrame(eventWith({}))).toBeUndefined());
});
