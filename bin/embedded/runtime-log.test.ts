import { expect, it } from "vitest";
import { isShown } from "./runtime-log.ts";

it.each([
  ["NOSENTRY SQLite alarm overdue, running despite AlarmManager mismatch; scheduledTime = 1", false],
  [
    "e = rust/worker/ffi.rs:110: failed: failed to lookup address information: Name or service not known\nstack: x",
    false,
  ],
  ["e = sqlite.c++:700: failed: database disk image is malformed", true],
  ['{"level":"warn","message":"said NOSENTRY by somebody"}', true],
])("%s is shown: %s", (message, shown) => expect(isShown(message)).toBe(shown));
