import { expect, test } from "vitest";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { firingsOf } from "./firing.ts";
import { deliveryText, outboxSentence } from "./notification-words.ts";
import { aNotification, NOW } from "./rule-fixture.ts";

test("how far a notification came", () => {
  const said = (edit: Parameters<typeof aNotification>[0]) => deliveryText(aNotification(edit), NOW);
  expect(said({ status: "waiting", attempts: 0 })).toBe("Waits for its first try");
  const paused = { status: "waiting", attempts: 0, nextAttemptAtMs: NOW + 20 * MINUTE_MS } as const;
  expect(said(paused)).toBe("First try in 20 min, its receiver is paused");
  const retrying = { status: "waiting", attempts: 2 } as const;
  expect(said({ ...retrying, nextAttemptAtMs: NOW + 4 * MINUTE_MS })).toBe("Next try in 4 min, after 2 failed");
  expect(said({ ...retrying, nextAttemptAtMs: NOW - 1 })).toBe("Next try now, after 2 failed");
  expect(said({ status: "parked", attempts: 12 })).toBe("Parked after 12 tries");
  expect(said({ status: "parked", attempts: 0 })).toBe("Parked before a try");
  expect(said({ deliveredAtMs: NOW - 5 * MINUTE_MS })).toBe("Delivered 5 min ago");
  expect(said({ deliveredAtMs: NOW - 5 * MINUTE_MS, attempts: 3 })).toBe("Delivered 5 min ago at try 3");
  expect(said({ status: "dismissed", attempts: 1 })).toBe("Dismissed after 1 try");
});

test("the outbox in a line", () => {
  expect(outboxSentence({ waiting: 0, parked: 0, delivered: 4, dismissed: 1 })).toBe("4 delivered");
  expect(outboxSentence({ waiting: 2, parked: 1, delivered: 0, dismissed: 0 })).toBe(
    "1 did not arrive, 2 on the way, 0 delivered",
  );
});

test("notifications of one moment and subject are one firing", () => {
  const firings = firingsOf([
    aNotification({ id: "b", createdAtMs: NOW, receiver: { id: "chat", name: "Chat", kind: "slack" } }),
    aNotification({ id: "a", createdAtMs: NOW }),
    aNotification({ id: "z", createdAtMs: NOW - 1 }),
    aNotification({ id: "y", createdAtMs: NOW - 1, subject: "Another" }),
  ]);
  expect(firings.map(({ notifications }) => notifications.map(({ id }) => id))).toEqual([["b", "a"], ["z"], ["y"]]);
});
