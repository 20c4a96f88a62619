import { expect, it } from "vitest";
import { mailMessage } from "./mail-message.ts";
import { slackMessage } from "./slack-message.ts";
import type { AlertedIssue, FollowerContent, NotificationContent } from "./view.ts";

const issue = (fields: Partial<AlertedIssue> = {}): AlertedIssue => ({
  ...{ id: "1", shortId: "SHOP-1", url: "https://apiary.test/errors/1", title: "Error: <b>&</b>", subtitle: "a | b" },
  ...{ culprit: "pay `now`", level: "error", project: { id: "1", slug: "shop", name: "Shop" } },
  ...{ environments: ["production"], trigger: "new-issue", reason: "New issue", count: null, atMs: 0 },
  ...{ events: 1, users: 2, firstSeenMs: 0, lastSeenMs: 0, release: "shop@1.0.0" },
  ...fields,
});
const content = (fields: Partial<NotificationContent> = {}): NotificationContent => ({
  ...{
    subject: "New issue in Shop: Error: <b>",
    rule: { id: "r", name: "All", url: "https://apiary.test/alerts/rules/r" },
  },
  ...{ test: false, issues: [issue()], more: 0 },
  ...fields,
});

it("a chat message says in its text what its blocks say, with nothing that chat would read as its own", () => {
  const { text, blocks } = slackMessage(content({ more: 3 }));
  expect(text.split("\n")).toEqual([
    "*New issue in Shop: Error: &lt;b&gt;*",
    "• <https://apiary.test/errors/1|SHOP-1 Error: &lt;b&gt;&amp;&lt;/b&gt;> (Shop): New issue",
    "…and 3 more",
    "Rule: <https://apiary.test/alerts/rules/r|All>",
  ]);
  expect(blocks.map(({ type }) => type)).toEqual(["header", "section", "context"]);
  expect(JSON.stringify(blocks[1])).toContain("`pay 'now'`");
  expect(JSON.stringify(blocks[1])).toContain("error · Shop · production · shop@1.0.0");
});

it("a chat message keeps within the bounds of its blocks, and has no links where there is no address", () => {
  const long = { title: "x".repeat(9_000), url: "/errors/1" };
  const { blocks } = slackMessage(content({ subject: "s".repeat(151), issues: [issue(long)] }));
  const [header, section] = blocks.map((block) => ("text" in block ? block.text.text : ""));
  expect([header?.length, section?.length]).toEqual([150, 3_000]);
  expect(section).not.toContain("<");
  expect(slackMessage(content({ subject: "s".repeat(150) })).blocks[0]).toMatchObject({
    text: { text: "s".repeat(150) },
  });
});

it("a mail says the same as text and as a page, which shows what it is told and runs none of it", () => {
  const { subject, text, html } = mailMessage(content({ subject: "Two\n lines", issues: [issue()], more: 1 }));
  expect(subject).toBe("Two lines");
  for (const said of ["a | b", "New issue", "1 event · 2 users", "shop@1.0.0", "…and 1 more"]) {
    expect(text).toContain(said);
    expect(html).toContain(said);
  }
  expect(text).toContain("SHOP-1 Error: <b>&</b>");
  expect(html).toContain('<a href="https://apiary.test/errors/1"');
  expect(html).toContain("SHOP-1 Error: &lt;b&gt;&amp;&lt;/b&gt;");
  expect(html).not.toContain("<b>");
});

it("a mail to who follows an issue quotes what was said, and says how to end it", () => {
  const { trigger: _, count: __, ...told } = issue({ reason: "Commented on by Dana" });
  const followed: FollowerContent = {
    ...{ subject: "SHOP-1 commented on by Dana: Error", test: false, issues: [told], more: 0 },
    ...{ quote: "First <i>.\nSecond.", settingsUrl: "https://apiary.test/account" },
  };
  const { text, html } = mailMessage(followed, "https://apiary.test/unfollow?token=t");
  expect(text).toContain("> First <i>.\n> Second.");
  expect(text).toContain("Stop following it: https://apiary.test/unfollow?token=t");
  expect(html).toContain("First &lt;i&gt;.");
  for (const said of ["https://apiary.test/account", "You get this because you follow the issue."]) {
    expect(text).toContain(said);
    expect(html).toContain(said);
  }
  const shown = mailMessage({ ...followed, quote: null });
  expect(shown.html).not.toContain("blockquote");
  expect(shown.text).not.toContain("Stop following");
});
