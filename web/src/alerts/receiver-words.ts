import type { AlertReceiverView, ReceiverKind } from "../../../workers/alerts/view.ts";
import type { IconName } from "../ui/icon.tsx";
import { counted } from "../words/number.ts";
import { relative, since } from "../words/time.ts";

/** Each kind of receiver and what reaches it. */
export const RECEIVER_WORDS: Record<ReceiverKind, { title: string; icon: IconName; hint: string }> = {
  mail: { title: "Mail", icon: "mail", hint: "One mail to all addresses." },
  slack: {
    title: "Slack",
    icon: "speech",
    hint: "The URL of an incoming webhook of Slack, Mattermost, Rocket.Chat or Discord (with /slack at its end).",
  },
  webhook: {
    title: "Webhook",
    icon: "link",
    hint: "A POST with JSON, signed as Standard Webhooks says; the signing secret is shown once.",
  },
};

/** Where a receiver's notifications go, in a line. */
export const targetText = ({ addresses, url }: Pick<AlertReceiverView, "addresses" | "url">): string =>
  url ?? addresses.join(", ");

/** How a receiver does: a tone, and the words. */
export function healthOf(
  receiver: AlertReceiverView,
  nowMs: number,
): { tone: "good" | "warn" | "bad" | "none"; text: string } {
  const { failures, pausedUntilMs, lastDeliveredAtMs, parked } = receiver;
  if (pausedUntilMs !== null && pausedUntilMs > nowMs) {
    return {
      tone: "bad",
      text: `${counted(failures, "delivery", "deliveries")} failed, paused until ${since(pausedUntilMs, nowMs)}`,
    };
  }
  if (failures > 0) return { tone: "bad", text: `${counted(failures, "delivery", "deliveries")} failed in a row` };
  if (parked > 0) return { tone: "warn", text: `Works, ${counted(parked, "notification")} parked` };
  if (lastDeliveredAtMs === null) return { tone: "none", text: "Nothing delivered yet" };
  return { tone: "good", text: `Delivered ${relative(lastDeliveredAtMs, nowMs)}` };
}
