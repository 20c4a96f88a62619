import { expect, it } from "vitest";
import type { NormalEvent } from "../event/event.ts";
import { eventEntries } from "./event-entries.ts";

const base: NormalEvent = {
  event_id: "0".repeat(32),
  type: "error",
  timestamp: 1_790_000_000,
  received: 1_790_000_000,
  platform: "other",
  level: "error",
  tags: [],
};

it("orders the parts by how telling they are", () => {
  const entries = eventEntries({
    ...base,
    debug_meta: { images: [] },
    request: { url: "https://a.test" },
    breadcrumbs: { values: [{ message: "a" }] },
    logentry: { message: "hello" },
    threads: { values: [{ id: 1, crashed: true }] },
    exception: { values: [{ type: "E" }] },
  });
  expect(entries.map(({ type }) => type)).toEqual([
    "exception",
    "threads",
    "message",
    "breadcrumbs",
    "request",
    "debugmeta",
  ]);
});

it("passes security reports on as they came", () => {
  const csp = { effective_directive: "script-src", blocked_uri: "https://evil.test" };
  expect(eventEntries({ ...base, type: "csp", csp })).toEqual([{ type: "csp", data: csp }]);
});

it("says null for what an exception, thread or frame lacks", () => {
  const stacktrace = { frames: [{ function: "f", in_app: true, lineno: 3 }] };
  const [exception, threads] = eventEntries({
    ...base,
    exception: { values: [{ stacktrace }] },
    threads: { values: [{ name: "main" }] },
  });
  expect(exception?.data).toMatchObject({
    hasSystemFrames: false,
    values: [
      {
        type: null,
        value: null,
        rawStacktrace: null,
        stacktrace: { frames: [{ function: "f", filename: null, lineNo: 3, context: [], vars: null }] },
      },
    ],
  });
  expect(threads?.data).toMatchObject({ values: [{ id: null, name: "main", crashed: null, stacktrace: null }] });
});
