import { expect, it } from "vitest";
import { readLevel } from "./level.ts";

it("reads levels by name, by other names and by number", () => {
  expect(["fatal", "error", "warning", "info", "debug", "log", "Warn", "critical", 40, 10].map(readLevel)).toEqual([
    ..."fatal error warning info debug info warning fatal error debug".split(" "),
  ]);
  expect(["bad", "", 7, null, undefined, {}].map(readLevel)).toEqual(Array(6).fill(undefined));
});
