import { describe, expect, it } from "vitest";
import { configOf, DEFAULT_CONFIG } from "./config.ts";
import { eventWith } from "./event-fixture.ts";
import { groupEvent } from "./grouping.ts";
import { compileGrouping } from "./rules.ts";
import { DEFAULT_GROUPING } from "./settings.ts";
import { md5 } from "./variant.ts";

describe("a project's grouping", () => {
  it("is compiled once", () => {
    expect(compileGrouping({ ...DEFAULT_GROUPING })).toBe(compileGrouping({ ...DEFAULT_GROUPING }));
  });

  it("falls back to the default when its config is no more", () => {
    expect(compileGrouping({ ...DEFAULT_GROUPING, grouping: { config: "gone", previous: null } }).current.config).toBe(
      DEFAULT_CONFIG,
    );
    expect(configOf("gone")).toBeUndefined();
  });
});

describe("a transition", () => {
  const untilMs = 1_700_000_002_000;
  const rules = compileGrouping({
    ...DEFAULT_GROUPING,
    grouping: { config: DEFAULT_CONFIG.id, previous: { config: "newstyle:2023-01-11", untilMs } },
  });
  const received = (atMs: number) =>
    eventWith({
      received: atMs / 1_000,
      exception: { values: [{ type: "Error", stacktrace: { frames: [{ function: "run", in_app: true }] } }] },
    });

  it("gives the hashes of the config that is left, up to its end", () => {
    const { hashes, previousHashes } = groupEvent(received(untilMs - 1), rules);
    expect(hashes).toEqual([md5("Errorrun")]);
    expect(previousHashes).toEqual([md5("runError")]);
    expect(groupEvent(received(untilMs), rules).previousHashes).toEqual([]);
  });
});
