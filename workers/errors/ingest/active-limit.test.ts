import { expect, it } from "vitest";
import { activeLimit, rememberLimits } from "./active-limit.ts";
import type { ActiveLimit } from "./arrival.ts";

const LIMIT: ActiveLimit = { categories: ["error"], untilMs: 60_000, scope: "key", reason: "key_quota" };
const key = (id: string, limit: { count: number; windowSeconds: number } | null) => ({ id, limit });
const PER_HOUR = { count: 10, windowSeconds: 3_600 };

it("holds until the window ends", () => {
  rememberLimits(key("a", PER_HOUR), [LIMIT]);
  expect(activeLimit(key("a", { ...PER_HOUR }), 59_999)).toEqual(LIMIT);
  expect(activeLimit(key("b", PER_HOUR), 59_999)).toBeNull();
  expect(activeLimit(key("a", PER_HOUR), 60_000)).toBeNull();
});

it.each([null, { count: 11, windowSeconds: 3_600 }, { count: 10, windowSeconds: 60 }])(
  "ends at once when the key's limit becomes %j",
  (changed) => {
    rememberLimits(key("c", PER_HOUR), [LIMIT]);
    expect(activeLimit(key("c", changed), 1)).toBeNull();
  },
);

it("knows nothing of a key that is under no limit", () => {
  rememberLimits(key("d", PER_HOUR), []);
  rememberLimits(key("e", null), [LIMIT]);
  expect(activeLimit(key("d", PER_HOUR), 1)).toBeNull();
  expect(activeLimit(key("e", null), 1)).toBeNull();
});
