import { createHmac } from "node:crypto";
import type { SigningSecret } from "./destination.ts";
import type { NotificationContent } from "./view.ts";

/** A notification as a webhook's body: type, time and data, as Standard Webhooks has it. */
export const webhookMessage = (content: NotificationContent, nowMs: number) => ({
  type: content.test ? "alert.test" : "alert.fired",
  timestamp: new Date(nowMs).toISOString(),
  data: content,
});

/**
 * The headers of Standard Webhooks 1.0: the message's id, when this try was made in seconds, and one signature per secret over
 * `id.timestamp.body`.
 */
export function signatureHeaders(
  secrets: readonly SigningSecret[],
  id: string,
  nowMs: number,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(nowMs / 1_000));
  const signatures = secrets.map(({ secret }) => {
    const key = Buffer.from(secret.slice(secret.indexOf("_") + 1), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
