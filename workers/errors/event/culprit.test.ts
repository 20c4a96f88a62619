import { describe, expect, it } from "vitest";
import { eventWith } from "../grouping/event-fixture.ts";
import { culpritOf, MAX_CULPRIT_LENGTH } from "./culprit.ts";
import type { Frame, NormalEvent } from "./event.ts";

const thrown = (frames: Frame[], more: Partial<NormalEvent> = {}) =>
  eventWith({ exception: { values: [{ type: "Error", stacktrace: { frames } }] }, ...more });

const own = { function: "run", filename: "job.js", in_app: true };
const library = { function: "next", filename: "express.js", in_app: false };

describe("culpritOf", () => {
  it("is the transaction when the event has one", () => {
    expect(culpritOf(thrown([own], { transaction: "GET /cart" }))).toBe("GET /cart");
  });

  it("is the innermost in-app frame", () => expect(culpritOf(thrown([own, library]))).toBe("run(job.js)"));

  it("is the innermost frame when none is in-app", () => expect(culpritOf(thrown([library]))).toBe("next(express.js)"));

  it("names the module before the file", () => {
    expect(culpritOf(thrown([{ ...own, module: "jobs/job" }]))).toBe("run(jobs/job)");
  });

  it("is written as the platform does", () => {
    expect(culpritOf(thrown([own], { platform: "python" }))).toBe("job.js in run");
    expect(culpritOf(thrown([own], { platform: "native" }))).toBe("run");
    expect(culpritOf(thrown([{ ...own, platform: "native" }]))).toBe("run");
    expect(culpritOf(thrown([{ filename: "job.js", in_app: true }]))).toBe("?(job.js)");
  });

  it("comes from the last exception that has a stack trace", () => {
    const cause = { type: "OSError", stacktrace: { frames: [own] } };
    expect(culpritOf(eventWith({ exception: { values: [cause, { type: "Error" }] } }))).toBe("run(job.js)");
  });

  it("is the request's URL when there are no frames", () => {
    expect(culpritOf(eventWith({ request: { url: "https://shop.example/cart" } }))).toBe("https://shop.example/cart");
  });

  it("is empty for a captured message", () => {
    const mechanism = { type: "generic", synthetic: true };
    expect(culpritOf(eventWith({ exception: { values: [{ mechanism, stacktrace: { frames: [own] } }] } }))).toBe("");
  });

  it("goes up to its limit", () => {
    expect(culpritOf(eventWith({ transaction: "t".repeat(MAX_CULPRIT_LENGTH) }))).toBe("t".repeat(MAX_CULPRIT_LENGTH));
    expect(culpritOf(eventWith({ transaction: "t".repeat(MAX_CULPRIT_LENGTH + 1) }))).toHaveLength(MAX_CULPRIT_LENGTH);
  });
});
