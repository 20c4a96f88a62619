import type { EndpointView, EventStanding } from "../../../workers/billing/webhook/view.ts";
import { counted } from "../words/number.ts";
import { relative, since } from "../words/time.ts";

type Tone = "good" | "warn" | "bad" | "none";

/** What an endpoint is for, in words. */
export const KIND_WORDS: Record<EndpointView["kind"], { title: string; hint: string }> = {
  events: { title: "Events", hint: "What happens in customers' books, for the company's other systems." },
  product: { title: "Product", hint: "What a product has to do with its accounts: cancel, freeze, change the plan." },
};

/** How an endpoint does: a tone, and the words. */
export function healthOf(
  { enabled, failures, pausedUntilMs, lastDeliveredMs, parked }: EndpointView,
  nowMs: number,
): { tone: Tone; text: string } {
  if (!enabled) return { tone: "none", text: "Off: nothing is collected for it" };
  if (pausedUntilMs !== null && pausedUntilMs > nowMs) {
    return {
      tone: "bad",
      text: `${counted(failures, "try", "tries")} failed, paused until ${since(pausedUntilMs, nowMs)}`,
    };
  }
  if (failures > 0) return { tone: "bad", text: `${counted(failures, "try", "tries")} failed in a row` };
  if (parked > 0) return { tone: "warn", text: `Works, ${counted(parked, "customer")} parked` };
  if (lastDeliveredMs === null) return { tone: "none", text: "Nothing delivered yet" };
  return { tone: "good", text: `Delivered ${relative(lastDeliveredMs, nowMs)}` };
}

/** What an endpoint is told of, in a line. */
export function choiceText({ types, productId }: EndpointView): string {
  const what = types === null ? "Every event" : counted(types.length, "type of event", "types of events");
  return productId === null ? `${what} of all products` : `${what} of ${productId}`;
}

/** How an event stands at an endpoint. */
export const STANDINGS: Record<EventStanding["state"], { tone: Tone; word: string }> = {
  delivered: { tone: "good", word: "Delivered" },
  waiting: { tone: "warn", word: "Waits" },
  parked: { tone: "bad", word: "Parked" },
  failed: { tone: "bad", word: "Given up" },
  "not-sent": { tone: "none", word: "Not sent" },
};

/** What a replay would do. */
export const replayText = (events: number, accounts: number): string =>
  events === 0
    ? "No event of its choice falls into this."
    : `${counted(events, "event")} of ${counted(accounts, "customer")} will be sent again, each customer's in their order.`;
