import { countMinute, minuteOf } from "../../../workers/errors/count/minute-counts.ts";
import { meetTags } from "../../../workers/errors/count/searched-tags.ts";
import { countTags } from "../../../workers/errors/count/tag-table.ts";
import { addToHistogram } from "../../../workers/kit/histogram.ts";
import { DAY_MS, hourOf } from "../../../workers/kit/time.ts";
import { countHash } from "./hash-table.ts";
import type { Issue } from "./issue-record.ts";
import type { CountedEvent } from "./tally-log.ts";

/** Hours and days of counts that an issue keeps for its charts. */
export const HOURLY_SIZE = 24 * 7;
export const DAILY_SIZE = 90;
/** Adds an event to the counts. The same event on the same counts always gives the same: what was lost is counted again. */
export function countEvent(issue: Issue, event: CountedEvent, seq: number, nowMs: number): void {
  issue.events += 1;
  issue.countedSeq = seq;
  if (event.timestampMs >= issue.lastSeenMs) {
    issue.lastSeenMs = event.timestampMs;
    issue.level = event.level;
    issue.title = event.title;
    issue.subtitle = event.subtitle;
    issue.culprit = event.culprit;
    if (event.release !== null) issue.lastRelease = event.release;
  }
  if (event.timestampMs < issue.firstSeenMs) {
    issue.firstSeenMs = event.timestampMs;
    issue.firstRelease = event.release;
  }
  if (event.unhandled) issue.unhandled = true;
  if (event.userHash !== null && issue.users.add(event.userHash)) issue.usersChanged = true;
  for (const [key, value] of meetTags(issue.met, issue.tags, event.tags)) {
    issue.fresh.push([issue.revision + 1, key, value]);
  }
  countTags(issue.tags, event.tags, event.timestampMs);
  if (event.hashes[0] !== undefined) countHash(issue.hashes, event.hashes[0], event.timestampMs, seq);
  addToHistogram(issue.hourly, hourOf(event.timestampMs), 1, HOURLY_SIZE);
  addToHistogram(issue.daily, Math.floor(event.timestampMs / DAY_MS), 1, DAILY_SIZE);
  countMinute(issue.minutes, event.environment, minuteOf(nowMs));
}
