import type { AlertedIssue, NotificationContent } from "./view.ts";

/** Slack's bounds of a header's and a section's text. */
const HEADER_CHARS = 150;
const SECTION_CHARS = 3_000;

/**
 * A notification for an incoming webhook of Slack and what understands the same. Slack shows the blocks; Mattermost and others, which know none, show
 * the text, so that everything that matters is in it too.
 */
export function slackMessage({ subject, issues, more, rule }: NotificationContent) {
  const left = more > 0 ? [`…and ${more} more`] : [];
  const source = `Rule: ${link(rule.url, rule.name)}`;
  return {
    text: [`*${escaped(subject)}*`, ...issues.map(lineOf), ...left, source].join("\n"),
    blocks: [
      { type: "header", text: { type: "plain_text", text: cut(subject, HEADER_CHARS), emoji: false } },
      ...issues.map((issue) => ({
        type: "section",
        text: { type: "mrkdwn", text: cut(sectionOf(issue), SECTION_CHARS) },
      })),
      { type: "context", elements: [{ type: "mrkdwn", text: [...left, source].join(" · ") }] },
    ],
  };
}

const lineOf = (issue: AlertedIssue): string =>
  `• ${link(issue.url, `${issue.shortId} ${issue.title}`)} (${escaped(issue.project.name)}): ${escaped(issue.reason)}`;

function sectionOf(issue: AlertedIssue): string {
  const facts = [issue.level, issue.project.name, ...issue.environments, issue.release ?? ""].filter(
    (fact) => fact !== "",
  );
  const lines = [
    `*${link(issue.url, `${issue.shortId} ${issue.title}`)}*`,
    escaped(issue.subtitle),
    issue.culprit === "" ? "" : `\`${escaped(issue.culprit.replaceAll("`", "'"))}\``,
    `${escaped(issue.reason)} · ${escaped(facts.join(" · "))}`,
  ];
  return lines.filter((line) => line !== "").join("\n");
}

/** A link where the server knows its own address; else its text. */
const link = (url: string, text: string): string =>
  /^https?:/.test(url) ? `<${url}|${escaped(text.replaceAll("|", "¦"))}>` : escaped(text);

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const cut = (text: string, chars: number): string => (text.length <= chars ? text : `${text.slice(0, chars - 1)}…`);
