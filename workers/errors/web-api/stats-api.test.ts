import { expect, it } from "vitest";
import { bucketsOf } from "./stats-api.ts";

const count = (hour: number, outcome: "accepted" | "limited" | "filtered", quantity: number, category = "error") => ({
  hour,
  outcome,
  category,
  reason: "",
  quantity,
  bytes: 0,
});

it("sums what is asked for per bucket, and events only", () => {
  const counts = [
    count(48, "accepted", 3),
    count(49, "limited", 2),
    count(49, "accepted", 9, "session"),
    count(72, "filtered", 1),
    count(73, "accepted", 5, "security"),
  ];
  expect(bucketsOf(counts.slice(0, 3), ["accepted", "limited"], 48, 49, 1)).toEqual([
    [172_800, 3],
    [176_400, 2],
  ]);
  expect(bucketsOf(counts, ["accepted", "limited"], 48, 73, 24)).toEqual([
    [172_800, 5],
    [259_200, 5],
  ]);
});
