import type { Batch, CommitReply, EventArrival, Verdict } from "../../../workers/errors/ingest/arrival.ts";
import { MAX_ISSUES_PER_PROJECT } from "../../../workers/errors/issue/issue-id.ts";
import { type OutcomeCount, sumOutcomes } from "../../../workers/errors/outcome.ts";
import { joined } from "../../../workers/kit/bytes.ts";
import { hourOf } from "../../../workers/kit/time.ts";
import { settleAwaited } from "../deed/awaited-release.ts";
import type { NewEvent } from "../shelf/event-log.ts";
import type { NewHash } from "../shelf/issue-book.ts";
import type { Issue } from "../shelf/issue-record.ts";
import type { Shelves } from "../shelf/shelves.ts";
import { tombstoneOf } from "../shelf/tombstone-book.ts";
import { irrelevanceOf } from "../upkeep/retention.ts";
import { admit, isRecognisable, lostOutcomes, without } from "./admission.ts";
import { recordSideItems } from "./side-items.ts";

/** The kind of segment that holds event bodies. */
export const EVENT_SEGMENT = "events";

const LIMITED = { outcome: "limited", reason: "key_quota" } as const;
/** Sentry's reason for events of issues that somebody discarded. */
const DISCARDED = { outcome: "filtered", reason: "discarded-hash" } as const;

/** An event that passed the checks, with the number of its body's frame in the batch and the body's place in that. */
interface Admitted {
  event: EventArrival;
  frame: number;
  bodyAt: number;
}

/**
 * Commits a batch, inside one transaction of the caller: repeats are dropped, limits are applied, hashes become
 * issues, everything is counted and every body is appended. Returns one verdict per submission.
 */
export function commitBatch(shelves: Shelves, batch: Batch): CommitReply {
  const outcomes: OutcomeCount[] = [];
  const known = shelves.events.known(batch.submissions.flatMap((s) => s.events.map((event) => event.eventId)));
  const repeated = shelves.seen.known(batch.submissions.map(({ id }) => id));
  const tombstones = shelves.tombstones.of(batch.submissions);
  const dropped = new Map<number, number>();
  const admitted: Admitted[] = [];
  const heldParts = new Map<string, Uint8Array[]>();
  const verdicts: Verdict[] = [];
  const places = bodyPlaces(batch);
  let next = 0;
  let offset = batch.frames.reduce((sum, frame) => sum + frame.length, 0);

  for (const submission of batch.submissions) {
    const fresh: Admitted[] = [];
    const discarded: EventArrival[] = [];
    const again = repeated.has(submission.id);
    for (const event of submission.events) {
      const place = places[next];
      if (!known.has(event.eventId) && place !== undefined) {
        const tombstone = tombstoneOf(event, tombstones);
        if (tombstone === null) fresh.push({ event, ...place });
        else discarded.push(event);
        if (tombstone !== null && !again) dropped.set(tombstone, (dropped.get(tombstone) ?? 0) + 1);
      }
      known.add(event.eventId);
      next += 1;
    }
    const verdict = admit(shelves.sql, submission, fresh.length, batch.nowMs);
    for (const item of fresh.slice(0, verdict.acceptedEvents)) admitted.push(item);
    const limited = fresh.slice(verdict.acceptedEvents).map(({ event }) => event);
    const lost = [...limited, ...discarded];
    if (!again && (lost.length > 0 || !isRecognisable(submission))) shelves.seen.add(submission.id, batch.nowMs);
    if (!again) {
      outcomes.push(...submission.outcomes);
      if (limited.length > 0) outcomes.push(...lostOutcomes(limited, submission, LIMITED));
      if (discarded.length > 0) outcomes.push(...lostOutcomes(discarded, submission, DISCARDED));
    }
    for (const item of fresh.slice(0, verdict.acceptedEvents)) outcomes.push(acceptedOutcome(item.event));
    for (const held of submission.held) {
      if (shelves.seen.add(held.digest, batch.nowMs)) {
        const parts = heldParts.get(held.kind) ?? [];
        parts.push(batch.bodies.subarray(offset, offset + held.bodyLength));
        heldParts.set(held.kind, parts);
        outcomes.push(...held.outcomes);
      }
      offset += held.bodyLength;
    }
    const rest = without(submission, lost, again);
    outcomes.push(...recordSideItems(shelves, rest, batch.nowMs));
    const unkept = submission.attachments.filter((attachment) => !shelves.attachments.holds(attachment));
    verdicts.push({ ...verdict, unkeptFiles: unkept.map(({ file }) => file.key) });
  }

  shelves.tombstones.drop(dropped, batch.nowMs);
  storeEvents(shelves, admitted, batch);
  for (const [kind, parts] of heldParts) shelves.segments.append(kind, joined(parts), batch.nowMs);
  const sums = sumOutcomes(outcomes);
  shelves.outcomes.add(hourOf(batch.nowMs), sums);
  return { verdicts, outcomes: sums };
}

/** Finds or makes each event's issue, counts it there, and keeps event and body. */
function storeEvents(shelves: Shelves, admitted: readonly Admitted[], batch: Batch): void {
  if (admitted.length === 0) return;
  const placeOf = storeFrames(shelves, new Set(admitted.map(({ frame }) => frame)), batch);
  const numbers = shelves.issues.numbersByHash([
    ...new Set(admitted.flatMap(({ event }) => [...event.hashes, ...event.previousHashes])),
  ]);
  shelves.issues.load(new Set(numbers.values()));

  let seq = shelves.counters.take("seq", admitted.length);
  const rows: NewEvent[] = [];
  const attach: NewHash[] = [];
  for (const { event, frame, bodyAt } of admitted) {
    const issue = issueOf(shelves, event, numbers, seq);
    for (const hash of event.hashes) {
      if (numbers.has(hash)) continue;
      numbers.set(hash, issue.number);
      attach.push([hash, issue.number, hash === event.hashes[0] ? null : (event.hashes[0] ?? null)]);
    }
    if (event.release !== null && shelves.releases.see(event.release, batch.nowMs)) {
      settleAwaited(shelves, { release: event.release, isNew: true, commits: [] }, batch.nowMs);
    }
    const comeback = shelves.issues.count(issue, event, seq, batch.nowMs, shelves.releases.numberOf);
    if (comeback !== null) {
      shelves.activity.add({ issue: issue.number, atMs: batch.nowMs, kind: comeback, detail: event.release });
    }
    rows.push({
      event,
      seq,
      issue: issue.number,
      receivedMs: batch.nowMs,
      irrelevance: irrelevanceOf(issue.events),
      ...placeOf(frame),
      bodyAt,
    });
    seq += 1;
  }
  shelves.issues.attach(attach);
  shelves.events.insert(rows);
  shelves.issues.saveBatch(batch.nowMs);
}

/** The issue of the first hash that has one, else a new one. A project at its limit adds to its last issue. */
function issueOf(shelves: Shelves, event: EventArrival, numbers: Map<string, number>, seq: number): Issue {
  for (const hash of [...event.hashes, ...event.previousHashes]) {
    const number = numbers.get(hash);
    const issue = number === undefined ? null : shelves.issues.get(number);
    if (issue !== null) return issue;
  }
  const number = Math.min(shelves.counters.take("issue", 1), MAX_ISSUES_PER_PROJECT);
  return shelves.issues.get(number) ?? shelves.issues.create(number, event, seq);
}

/** Where the body of each event of a batch lies, in the events' order. */
function bodyPlaces({ frames, submissions }: Batch): Omit<Admitted, "event">[] {
  const events = submissions.flatMap((submission) => submission.events);
  let next = 0;
  return frames.flatMap((frame, number) => {
    const own = events.slice(next, next + frame.events);
    next += frame.events;
    let end = 0;
    return own.map(({ bodyLength }) => {
      end += bodyLength;
      return { frame: number, bodyAt: end - bodyLength };
    });
  });
}

/** Appends the given frames of a batch to the open segment. Returns where each begins. */
function storeFrames(shelves: Shelves, wanted: ReadonlySet<number>, { frames, bodies, nowMs }: Batch) {
  const parts: Uint8Array[] = [];
  const offsets = new Map<number, number>();
  let from = 0;
  let offset = 0;
  frames.forEach(({ length }, number) => {
    if (wanted.has(number)) {
      parts.push(bodies.subarray(from, from + length));
      offsets.set(number, offset);
      offset += length;
    }
    from += length;
  });
  const { segment, start } = shelves.segments.append(EVENT_SEGMENT, joined(parts), nowMs);
  const place = (frame: number) => ({
    segment,
    start: start + (offsets.get(frame) ?? 0),
    length: frames[frame]?.length ?? 0,
  });
  return place;
}

const acceptedOutcome = ({ category, size }: EventArrival): OutcomeCount => ({
  outcome: "accepted",
  category,
  reason: "",
  quantity: 1,
  bytes: size,
});
