import { sweepNotifications } from "./alerts/notification-book.ts";
import { expirePoints } from "./analytics/data-points.ts";
import { sweepAnswers } from "./billing/api/answer-book.ts";
import { sweepImports } from "./billing/import/sweep.ts";
import { sweepJobRows } from "./billing/job/job-book.ts";
import { sweepEvents } from "./billing/payment/gateway/event-inbox.ts";
import { sweepPortal } from "./billing/portal/activity/look.ts";
import { sweepEventList } from "./billing/webhook/event-book.ts";
import { sweepTries } from "./billing/webhook/try-book.ts";
import { sweepMarks } from "./errors/issue/issue-mark.ts";
import { sweepIdentity } from "./identity/sweep.ts";
import { HOUR_MS, MINUTE_MS } from "./kit/time.ts";
import { sweepMails } from "./mail/kept-mail.ts";
import { eachRound } from "./rounds.ts";

/** What the cron does each minute: once an hour, what is past its time leaves the tables that the Worker itself writes. */
export async function keepHouse(env: Env, nowMs: number): Promise<void> {
  if (Math.floor(nowMs / MINUTE_MS) % (HOUR_MS / MINUTE_MS) !== 0) return;
  await eachRound({
    identity: () => sweepIdentity(env, nowMs),
    points: () => expirePoints(env, nowMs),
    notifications: () => sweepNotifications(env.DB, nowMs),
    mails: () => sweepMails(env.DB, nowMs),
    "gateway-events": () => sweepEvents(env.DB, nowMs),
    "event-list": () => sweepEventList(env.DB, nowMs),
    "webhook-tries": () => sweepTries(env.DB, nowMs),
    portal: () => sweepPortal(env.DB, nowMs),
    "job-rows": () => sweepJobRows(env.DB, nowMs),
    answers: () => sweepAnswers(env.DB, nowMs),
    marks: () => sweepMarks(env.DB, nowMs),
    imports: () => sweepImports(env, nowMs),
  });
}
