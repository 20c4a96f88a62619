import type { NotificationDetail } from "../../../workers/alerts/view.ts";
import { notificationHtmlPath } from "../api/alerts.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { Section } from "../ui/section.tsx";
import { MailView } from "./mail-view.tsx";

/** What the receiver got, or would get now: a mail or a request. */
export function MessageView({ detail: { id, message } }: { detail: NotificationDetail }) {
  if (message.kind === "mail") {
    return <MailView subject={message.subject} text={message.text} htmlPath={notificationHtmlPath(id)} />;
  }
  return (
    <Section id="request" title="The request" note="POST, application/json">
      <CodeBlock text={indentedJson(message.body)} what="JSON" tall />
    </Section>
  );
}

/** JSON as people read it; what is none stays as it is. */
export function indentedJson(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
