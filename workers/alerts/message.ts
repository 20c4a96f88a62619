import { mailMessage } from "./mail-message.ts";
import type { KeptNotification } from "./notification-book.ts";
import { slackMessage } from "./slack-message.ts";
import type { NotificationContent, NotificationMessage } from "./view.ts";
import { webhookMessage } from "./webhook-message.ts";

/** The JSON that a chat or a webhook is sent. */
export const requestBody = (kind: "slack" | "webhook", content: NotificationContent, nowMs: number): string =>
  JSON.stringify(kind === "slack" ? slackMessage(content) : webhookMessage(content, nowMs));

/** What the receiver of a notification got, or would get now. */
export function messageOf({ receiver, content, deliveredAtMs }: KeptNotification, nowMs: number): NotificationMessage {
  if (receiver.kind !== "mail" && "rule" in content) {
    return { kind: "request", body: requestBody(receiver.kind, content, deliveredAtMs ?? nowMs) };
  }
  const { subject, text } = mailMessage(content);
  return { kind: "mail", subject, text };
}
