import type { AlertRuleView, NotificationRow } from "../../../workers/alerts/view.ts";

/** The moment of the tests. */
export const NOW = new Date(2026, 10, 20, 16, 30).getTime();

/** A rule that tells of new issues, but for what a test says. */
export const aRule = (edit: Partial<AlertRuleView>): AlertRuleView => ({
  id: "rule",
  name: "New issues",
  enabled: true,
  mutedUntilMs: null,
  owner: { id: "owner", name: "First Owner" },
  triggers: [{ kind: "new-issue" }],
  projects: [{ id: "1", slug: "web-shop", name: "Web shop", deleted: false }],
  filters: { environments: [], levels: [], tags: [], title: null },
  receivers: [{ id: "team", name: "Shop team", kind: "mail" }],
  intervalMinutes: 30,
  createdAtMs: 0,
  createdBy: "First Owner",
  changedAtMs: 0,
  lastFiredAtMs: null,
  lastFiredIssues: 0,
  ...edit,
});

/** A delivered notification, but for what a test says. */
export const aNotification = (edit: Partial<NotificationRow>): NotificationRow => ({
  id: "notification",
  status: "delivered",
  rule: { id: "rule", name: "New issues" },
  receiver: { id: "team", name: "Shop team", kind: "mail" },
  subject: "New issue in Web shop: TypeError",
  alerts: 1,
  attempts: 1,
  nextAttemptAtMs: null,
  lastError: null,
  createdAtMs: NOW,
  deliveredAtMs: NOW,
  ...edit,
});
