import { html } from "hono/html";
import type { FollowedIssue, FollowerContent, OutboxContent } from "./view.ts";

/** Subjects longer than this are cut by mail programs; RFC 5322's line bound is far above. */
const SUBJECT_CHARS = 200;

/**
 * A notification as a mail: subject, plain text, and the same as a simple page. `unfollowUrl` is the link by which who gets it ends following the issue;
 * null where nobody in particular does.
 */
export function mailMessage(
  content: OutboxContent,
  unfollowUrl: string | null = null,
): { subject: string; text: string; html: string } {
  const subject = content.subject.replace(/\s+/g, " ").slice(0, SUBJECT_CHARS);
  return { subject, text: textOf(content, unfollowUrl), html: String(pageOf(content, unfollowUrl)) };
}

const textOf = (content: OutboxContent, unfollowUrl: string | null): string =>
  [
    content.subject,
    ...content.issues.map((issue) =>
      [`${issue.shortId} ${issue.title}`, issue.subtitle, issue.culprit, issue.reason, factsOf(issue), issue.url]
        .filter((line) => line !== "")
        .join("\n"),
    ),
    ...(content.more > 0 ? [`…and ${content.more} more`] : []),
    ...("quote" in content
      ? [
          ...(content.quote === null ? [] : [content.quote.replace(/^/gm, "> ")]),
          [
            "You get this because you follow the issue.",
            ...(unfollowUrl === null ? [] : [`Stop following it: ${unfollowUrl}`]),
            `All such mails: ${content.settingsUrl}`,
          ].join("\n"),
        ]
      : [`You get this by the rule "${content.rule.name}": ${content.rule.url}`]),
  ].join("\n\n");

const factsOf = ({ level, project, environments, release, events, users }: FollowedIssue): string =>
  [
    level,
    project.name,
    ...environments,
    ...(release === null ? [] : [release]),
    `${events} ${events === 1 ? "event" : "events"}`,
    `${users} ${users === 1 ? "user" : "users"}`,
  ].join(" · ");

// Mail programs know neither style sheets nor much else: colours are set nowhere, so that dark ones show it dark.
const pageOf = (content: OutboxContent, unfollowUrl: string | null) => html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${content.subject}</title></head>
  <body style="font: 15px/1.5 system-ui, sans-serif; max-width: 40em; margin: 0 auto; padding: 1em">
    <h1 style="font-size: 1.2em">${content.subject}</h1>
    ${content.issues.map(
      (issue) => html`<div style="margin: 1.2em 0">
      <a href="${issue.url}" style="font-weight: 600">${issue.shortId} ${issue.title}</a><br>
      ${issue.subtitle === "" ? "" : html`${issue.subtitle}<br>`}
      ${issue.culprit === "" ? "" : html`<code>${issue.culprit}</code><br>`}
      ${issue.reason}<br><small>${factsOf(issue)}</small>
    </div>`,
    )}
    ${content.more > 0 ? html`<p>…and ${content.more} more</p>` : ""}
    ${"quote" in content ? followed(content, unfollowUrl) : html`<p><small>You get this by the rule <a href="${content.rule.url}">${content.rule.name}</a>.</small></p>`}
  </body>
</html>`;

const followed = ({ quote, settingsUrl }: FollowerContent, unfollowUrl: string | null) => html`
    ${quote === null ? "" : html`<blockquote style="margin: 1.2em 0; padding-left: 1em; border-left: 3px solid; white-space: pre-wrap">${quote}</blockquote>`}
    <p><small>You get this because you follow the issue.
      ${unfollowUrl === null ? "" : html`<a href="${unfollowUrl}">Stop following it</a>.`} <a href="${settingsUrl}">All such mails</a>.</small></p>`;
