import type { NotificationContent } from "./view.ts";

/** A notification as a webhook's body: type, time and data, as Standard Webhooks has it. */
export const webhookMessage = (content: NotificationContent, nowMs: number) => ({
  type: content.test ? "alert.test" : "alert.fired",
  timestamp: new Date(nowMs).toISOString(),
  data: content,
});
