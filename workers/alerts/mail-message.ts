import { html } from "hono/html";
import type { AlertedIssue, NotificationContent } from "./view.ts";

/** Subjects longer than this are cut by mail programs; RFC 5322's line bound is far above. */
const SUBJECT_CHARS = 200;

/** A notification as a mail: subject, plain text, and the same as a simple page. */
export function mailMessage(content: NotificationContent): { subject: string; text: string; html: string } {
  const subject = content.subject.replace(/\s+/g, " ").slice(0, SUBJECT_CHARS);
  return { subject, text: textOf(content), html: String(pageOf(content)) };
}

const textOf = ({ subject, issues, more, rule }: NotificationContent): string =>
  [
    subject,
    ...issues.map((issue) =>
      [`${issue.shortId} ${issue.title}`, issue.subtitle, issue.culprit, issue.reason, factsOf(issue), issue.url]
        .filter((line) => line !== "")
        .join("\n"),
    ),
    ...(more > 0 ? [`…and ${more} more`] : []),
    `You get this by the rule "${rule.name}": ${rule.url}`,
  ].join("\n\n");

const factsOf = ({ level, project, environments, release, events, users }: AlertedIssue): string =>
  [
    level,
    project.name,
    ...environments,
    ...(release === null ? [] : [release]),
    `${events} ${events === 1 ? "event" : "events"}`,
    `${users} ${users === 1 ? "user" : "users"}`,
  ].join(" · ");

// Mail programs know neither style sheets nor much else: colours are set nowhere, so that dark ones show it dark.
const pageOf = ({ subject, issues, more, rule }: NotificationContent) => html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${subject}</title></head>
  <body style="font: 15px/1.5 system-ui, sans-serif; max-width: 40em; margin: 0 auto; padding: 1em">
    <h1 style="font-size: 1.2em">${subject}</h1>
    ${issues.map(
      (issue) => html`<div style="margin: 1.2em 0">
      <a href="${issue.url}" style="font-weight: 600">${issue.shortId} ${issue.title}</a><br>
      ${issue.subtitle === "" ? "" : html`${issue.subtitle}<br>`}
      ${issue.culprit === "" ? "" : html`<code>${issue.culprit}</code><br>`}
      ${issue.reason}<br><small>${factsOf(issue)}</small>
    </div>`,
    )}
    ${more > 0 ? html`<p>…and ${more} more</p>` : ""}
    <p><small>You get this by the rule <a href="${rule.url}">${rule.name}</a>.</small></p>
  </body>
</html>`;
