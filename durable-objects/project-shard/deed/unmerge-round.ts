import { countedTags } from "../../../workers/errors/count/searched-tags.ts";
import { countTags, mergeTags, subtractTags, type TagTable } from "../../../workers/errors/count/tag-table.ts";
import type { NormalEvent } from "../../../workers/errors/event/event.ts";
import { tryEventBody } from "../../../workers/errors/event/event-body.ts";
import { titleOf } from "../../../workers/errors/event/title.ts";
import {
  addToHistogram,
  emptyHistogram,
  type Histogram,
  mergeHistogram,
  subtractHistogram,
} from "../../../workers/kit/histogram.ts";
import { HyperLogLog } from "../../../workers/kit/hyperloglog.ts";
import { hashText } from "../../../workers/kit/text-hash.ts";
import { DAY_MS, hourOf } from "../../../workers/kit/time.ts";
import type { Chore, Unmerging } from "../shelf/chore-book.ts";
import type { StoredEvent } from "../shelf/event-log.ts";
import { DAILY_SIZE, HOURLY_SIZE } from "../shelf/issue-count.ts";
import type { Issue } from "../shelf/issue-record.ts";
import type { Shelves, Transact } from "../shelf/shelves.ts";

/** Events looked at per round, and how many of them at most while their bodies are read. */
export const UNMERGE_STEP = 2_000;
export const UNMERGE_BODIES = 100;
/** Newest events whose tags follow them; those of older ones stay with the old issue. */
export const UNMERGE_TAGGED_MAX = 5_000;

/** How far an unmerge is. Events are looked at from the newest to the oldest. */
interface UnmergeState extends Unmerging {
  /** Numbers below this one are still to be looked at. */
  hand: number;
  /** The newest event when it began, and how many the old issue had ever had. */
  lastSeq: number;
  events: number;
  /** Looked at so far, and moved with their tags. */
  seen: number;
  tagged: number;
  /** Of those, moved without their tags since their bodies are damaged; absent in one that began before these were counted. */
  unreadable?: number;
  /** Sketch of the users of those that stay, hexadecimal. */
  users: string;
}

/** The state of an unmerge that begins. */
export const beginUnmerge = (shelves: Shelves, source: Issue, made: Issue, hashes: string[]): UnmergeState => ({
  hashes,
  hand: shelves.events.lastSeq() + 1,
  lastSeq: shelves.events.lastSeq(),
  events: source.events + made.events,
  seen: 0,
  tagged: 0,
  users: new HyperLogLog().toBytes().toHex(),
});

/**
 * One round of an unmerge: moves some events and what only they tell, their users, times and tags, from the old issue's counts to the
 * new one's. All of it is one transaction, so a round that is cut off never happened. Returns true when it was the last.
 */
export async function moveUnmerged(
  shelves: Shelves,
  chore: Chore,
  nowMs: number,
  transact: Transact,
): Promise<boolean> {
  const { events } = shelves;
  const state: UnmergeState = JSON.parse(chore.state);
  const reading = state.tagged < UNMERGE_TAGGED_MAX;
  const most = reading ? UNMERGE_BODIES : UNMERGE_STEP;
  const looked = events.before(chore.issue, state.hand, most);
  const hashes = new Set(state.hashes);
  const leaving = looked.filter(({ hash }) => hash !== null && hashes.has(hash));
  const bodies = reading ? await Promise.all(leaving.map((entry) => shelves.body(entry))) : [];
  const done = looked.length < most;
  const staying = [{ number: chore.issue, without: state.hashes }];
  const newest = done ? events.newest(staying) : null;
  const newestBody = newest && (await shelves.body(newest));
  return transact(() => {
    const source = shelves.issues.get(chore.issue);
    const target = chore.target === null ? null : shelves.issues.get(chore.target);
    if (source === null || target === null) throw new Error("an issue that events were moved from or to is gone");
    const moved = events.move(leaving, target.number);
    const told: Told = { tags: {}, hourly: emptyHistogram(), daily: emptyHistogram() };
    for (const [i, entry] of leaving.entries()) {
      if (!moved.has(entry.seq)) continue;
      const body = bodies[i] ?? null;
      const event = body && tryEventBody(body);
      if (body !== null && event === null) state.unreadable = (state.unreadable ?? 0) + 1;
      tell(told, target, entry, event);
    }
    transfer(source, target, told);
    const users = HyperLogLog.fromBytes(Uint8Array.fromHex(state.users));
    for (const { hash, user } of looked) {
      if (user !== null && !(hash !== null && hashes.has(hash))) users.add(hashText(user));
    }
    state.seen += looked.length;
    state.tagged += reading ? moved.size : 0;
    state.users = users.toBytes().toHex();
    state.hand = looked.at(-1)?.seq ?? 0;
    if (done) finish(shelves, source, target, state, users);
    const newestEvent = newestBody && tryEventBody(newestBody);
    if (newestEvent && events.newest(staying)?.seq === newest?.seq) {
      const { unhandled: _, ...names } = namesOf(newestEvent);
      Object.assign(source, names);
    }
    for (const issue of [source, target]) shelves.issues.touch(issue);
    shelves.issues.save();
    // Only now is it known what the old issue is not found by any more.
    if (done) shelves.issues.projectAnew(source.number);
    if (done && state.unreadable) {
      const detail = String(state.unreadable);
      shelves.activity.add({ issue: target.number, atMs: nowMs, kind: "unreadable", detail });
    }
    if (done) shelves.chores.finish(chore.id);
    else shelves.chores.keep(chore.id, state);
    return done;
  });
}

/** What a round's events tell together. */
interface Told {
  tags: TagTable;
  hourly: Histogram;
  daily: Histogram;
}

function tell(told: Told, target: Issue, { timestampMs, user }: StoredEvent, event: NormalEvent | null): void {
  addToHistogram(told.hourly, hourOf(timestampMs), 1, HOURLY_SIZE);
  addToHistogram(told.daily, Math.floor(timestampMs / DAY_MS), 1, DAILY_SIZE);
  if (user !== null && target.users.add(hashText(user))) target.usersChanged = true;
  if (event === null) return;
  const { unhandled, ...names } = namesOf(event);
  target.unhandled ||= unhandled;
  if (timestampMs === target.lastSeenMs) Object.assign(target, names);
  countTags(told.tags, countedTags(event), timestampMs);
}

function transfer(source: Issue, target: Issue, { tags, hourly, daily }: Told): void {
  subtractTags(source.tags, tags);
  mergeTags(target.tags, tags);
  target.tagsChanged = true;
  subtractHistogram(source.hourly, hourly);
  subtractHistogram(source.daily, daily);
  mergeHistogram(target.hourly, hourly, HOURLY_SIZE);
  mergeHistogram(target.daily, daily, DAILY_SIZE);
}

/**
 * The old issue's users are those of its events when all that it ever had are kept; when some are not, it goes on counting the users of
 * what left: a count that cannot be told apart is kept rather than lost.
 */
function finish(shelves: Shelves, source: Issue, target: Issue, state: UnmergeState, staying: HyperLogLog): void {
  for (const issue of [source, target]) {
    const parts = [{ number: issue.number }];
    const [first, last] = [shelves.events.oldest(parts), shelves.events.newest(parts)];
    if (first !== null) issue.firstSeq = first.seq;
    if (first !== null && first.timestampMs <= issue.firstSeenMs) issue.firstRelease = first.release;
    if (last !== null) issue.lastRelease = last.release;
  }
  if (state.seen !== state.events) return;
  const since = shelves.events.before(source.number, Number.MAX_SAFE_INTEGER, UNMERGE_STEP);
  if (since.length === UNMERGE_STEP && (since.at(-1)?.seq ?? 0) > state.lastSeq) return;
  for (const { seq, user } of since) if (seq > state.lastSeq && user !== null) staying.add(hashText(user));
  source.users = staying;
  source.usersChanged = true;
}

function namesOf(event: NormalEvent) {
  const { title, subtitle, culprit, unhandled } = titleOf(event);
  return { title, subtitle, culprit, unhandled, level: event.level };
}
