import { expect, it } from "vitest";
import type { SubscriptionStatus } from "../subscription/subscription.ts";
import { accountStatus } from "./status.ts";

const FLAGS = { incineratedMs: null, cancelledMs: null, frozenMs: null };

it.each<[string, Partial<Record<keyof typeof FLAGS, number>>, SubscriptionStatus[]]>([
  ["active", {}, []],
  ["active", {}, ["cancelled", "expired"]],
  ["active", {}, ["trialing", "active", "paused"]],
  ["trial", {}, ["paused", "trialing"]],
  ["paused", {}, ["cancelled", "paused"]],
  ["past-due", {}, ["active", "past-due"]],
  ["past-due", {}, ["incomplete"]],
  ["frozen", { frozenMs: 1 }, ["active"]],
  ["cancelled", { frozenMs: 1, cancelledMs: 1 }, ["active"]],
  ["incinerated", { frozenMs: 1, cancelledMs: 1, incineratedMs: 1 }, ["active"]],
])("is %s with %o and %o", (status, flags, subscriptions) => {
  expect(
    accountStatus(
      { ...FLAGS, ...flags },
      subscriptions.map((one) => ({ status: one })),
    ),
  ).toBe(status);
});
