import type { Alert } from "../../durable-objects/alert-window/window.ts";
import { readIssue } from "../errors/issue/issue.ts";
import type { IssueDetail } from "../errors/view.ts";
import { sentOrigin } from "../front/origin.ts";
import type { AlertRule } from "./rule.ts";
import type { AlertedIssue, AlertTrigger, FollowedIssue, NotificationContent } from "./view.ts";

/** Issues that a notification describes; of more it says how many they are. */
export const ISSUES_TOLD = 20;
/** Environments of an issue that are named. */
const ENVIRONMENTS_TOLD = 5;

/** What a firing's notifications say; null when none of its issues is there any more. */
export async function contentOf(
  env: Env,
  rule: AlertRule,
  alerts: readonly Alert[],
  nowMs: number,
): Promise<NotificationContent | null> {
  const origin = originOf(env);
  const told = alerts.slice(0, ISSUES_TOLD).map(async (alert) => {
    const issue = await readIssue(env, String(alert.subject), nowMs);
    return issue === null ? [] : [alertedIssue(issue, alert, rule, origin)];
  });
  const issues = (await Promise.all(told)).flat();
  const [first] = issues;
  if (first === undefined) return null;
  const more = Math.max(0, alerts.length - ISSUES_TOLD);
  return {
    subject: issues.length + more === 1 ? subjectOf(first) : `${issues.length + more} issues: ${rule.name}`,
    rule: { id: rule.id, name: rule.name, url: `${origin}/alerts/rules/${rule.id}` },
    test: false,
    issues,
    more,
  };
}

/** The console's address; empty, so that links are paths, where nobody said what it is. */
const originOf = (env: Env): string => sentOrigin(env) ?? "";

function alertedIssue(
  issue: IssueDetail,
  { trigger, atMs, count }: Alert,
  rule: AlertRule,
  origin: string,
): AlertedIssue {
  const found = rule.triggers.find(({ kind }) => kind === trigger) ?? { kind: "new-issue" };
  return {
    ...toldIssue(issue, origin),
    ...{ trigger: found.kind, reason: reasonOf(found, count, issue), count, atMs },
  };
}

/** What is told of an issue, whoever is told it and why. */
export function toldIssue(issue: IssueDetail, origin: string): Omit<FollowedIssue, "reason" | "atMs"> {
  const { id, shortId, title, subtitle, culprit, level, project, environments } = issue;
  const { events, users, firstSeenMs, lastSeenMs, lastRelease } = issue;
  return {
    ...{ id, shortId, url: `${origin}/errors/${id}`, title, subtitle, culprit, level },
    project: { id: project.id, slug: project.slug, name: project.name },
    environments: environments.slice(0, ENVIRONMENTS_TOLD),
    ...{ events, users, firstSeenMs, lastSeenMs, release: lastRelease },
  };
}

function reasonOf(trigger: AlertTrigger, count: number | null, { escalating }: IssueDetail): string {
  if (trigger.kind === "new-issue") return "New issue";
  if (trigger.kind === "returned-issue") {
    return escalating ? "No longer ignored: it reached what it was ignored until" : "Came back after it was resolved";
  }
  const { minutes } = trigger;
  return `${count} events in ${minutes === 1 ? "a minute" : `${minutes} minutes`}, more than ${trigger.count}`;
}

function subjectOf({ trigger, reason, project, title }: AlertedIssue): string {
  const what = { "new-issue": "New issue", "returned-issue": "Back", frequency: reason.split(",")[0] ?? reason }[
    trigger
  ];
  return `${what} in ${project.name}: ${title}`;
}
