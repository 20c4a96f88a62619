import { alertWindow } from "../../durable-objects/alert-window/client.ts";
import { type Fact, PENDING_MAX } from "../../durable-objects/alert-window/window.ts";
import type { News } from "../../durable-objects/project-shard/news/news.ts";
import { issueId } from "../errors/issue/issue-id.ts";
import { shardOf } from "../errors/project/project-shard.ts";
import { errorFields, log } from "../front/log.ts";
import { contentOf } from "./content.ts";
import { deliverDue } from "./delivery.ts";
import { advance, type Feed, feedsWithNews } from "./feed.ts";
import { tellFollowers } from "./follower-round.ts";
import { type NewNotification, putNotifications } from "./notification-book.ts";
import { type AlertRule, isMuted, pauseOf } from "./rule.ts";
import { listRules } from "./rule-book.ts";

/** Projects that are asked at a time; the platform's own bound of connections. */
const AT_ONCE = 6;
/** Calls to one project in one round; the next round goes on where this one ends. */
const CALLS_MAX = 40;

/**
 * One round: asks projects that got events what their news are, tells the rules, tells who follows issues what happened to them, and sends what is due. The cron runs one each minute over
 * all projects; a project that has news of its own asks for one at once. Rounds may overlap, repeat and end anywhere.
 */
export async function runAlerts(env: Env, nowMs: number, projectId: number | null = null): Promise<void> {
  try {
    const rules = (await listRules(env.DB)).filter(({ enabled }) => enabled);
    const feeds = rules.length === 0 ? [] : await feedsWithNews(env.DB, projectId);
    const queue = feeds.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const feed of queue) await follow(env, feed, rules, nowMs);
      }),
    );
    await tellFollowers(env, nowMs, projectId);
    await deliverDue(env, nowMs);
  } catch (error) {
    log("error", "alert-round-failed", errorFields(error));
  }
}

/** Hands one project's news to the rules. Only when all of them have heard them does the feed advance; else they are told again. */
async function follow(env: Env, feed: Feed, rules: readonly AlertRule[], nowMs: number): Promise<void> {
  const watching = rules.filter(({ projects }) => projects.length === 0 || projects.includes(feed.projectId));
  if (watching.length === 0) return;
  try {
    const { news, findings, sinceMs } = await readNews(env, feed, watching, nowMs);
    for (const rule of watching) {
      const facts = factsOf(rule, feed.projectId, findings);
      if (facts.length > 0 && !(await tell(env, rule, facts, { [feed.projectId]: news.seq }, nowMs))) return;
    }
    // While events are left, what they show is still looked for in all minutes since the last reading.
    const [eventAtMs, readAtMs] = news.more ? [null, sinceMs] : [news.eventAtMs, nowMs];
    await advance(env.DB, { projectId: feed.projectId, seq: news.seq, eventAtMs, readAtMs });
  } catch (error) {
    log("error", "alert-feed-failed", { project: feed.projectId, ...errorFields(error) });
  }
}

/** Everything that happened in a project since the feed's place, or since the oldest rule that the feed has not served yet. */
async function readNews(env: Env, feed: Feed, rules: readonly AlertRule[], nowMs: number) {
  const oldestMs = Math.min(...rules.map(({ sinceMs }) => sinceMs));
  const watches = rules.map(({ id, triggers, filters, sinceMs }) => ({ rule: id, triggers, filters, sinceMs }));
  const known = feed.seq !== null && feed.readAtMs !== null && feed.readAtMs >= oldestMs;
  const query = { sinceMs: known && feed.readAtMs !== null ? feed.readAtMs : oldestMs, nowMs, watches };
  const shard = shardOf(env, feed.projectId);
  let news: News = await shard.news({ ...query, sinceSeq: known ? feed.seq : null });
  const findings = [...news.findings];
  for (let calls = 1; news.more && calls < CALLS_MAX; calls += 1) {
    news = await shard.news({ ...query, sinceSeq: news.seq });
    findings.push(...news.findings);
  }
  return { news, findings, sinceMs: query.sinceMs };
}

const factsOf = (rule: AlertRule, projectId: number, findings: News["findings"]): Fact[] =>
  findings
    .filter((finding) => finding.rule === rule.id)
    .map(({ issue, trigger, atMs, seq, count }) => ({
      ...{ subject: issueId(projectId, issue), source: projectId },
      ...{ trigger, atMs, seq, count },
    }));

/**
 * Tells a rule's window, and hands what fired to the outbox. The window keeps a firing until it is there, and the outbox takes each once: so that
 * it is sent once wherever this ends. False when the window has no room to hear.
 */
async function tell(
  env: Env,
  rule: AlertRule,
  facts: Fact[],
  heard: Record<string, number>,
  nowMs: number,
): Promise<boolean> {
  const window = alertWindow(env, rule.id);
  const pending = await window.hear({ nowMs, pauseMs: pauseOf(rule), muted: isMuted(rule, nowMs), facts, heard });
  if (pending.length === 0) return true;
  const notifications: NewNotification[] = [];
  for (const firing of pending) {
    const content = await contentOf(env, rule, firing.alerts, nowMs);
    if (content === null) continue;
    for (const receiverId of rule.receivers) {
      const id = `${rule.id}.${firing.number}.${receiverId}`;
      const subjects = firing.alerts.map(({ subject }) => subject);
      notifications.push({ id, ruleId: rule.id, ruleName: rule.name, receiverId, content, subjects });
    }
  }
  await putNotifications(env.DB, notifications, nowMs);
  await window.handOver(pending.map(({ number }) => number));
  return pending.length < PENDING_MAX;
}
