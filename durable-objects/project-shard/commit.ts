import type { Batch, CommitReply, EventArrival, Verdict } from "../../workers/errors/arrival.ts";
import { MAX_ISSUES_PER_PROJECT } from "../../workers/errors/issue-id.ts";
import { type OutcomeCount, sumOutcomes } from "../../workers/errors/outcome.ts";
import { hourOf } from "../../workers/kit/time.ts";
import { admit, isRecognisable, limitedOutcomes, without } from "./admission.ts";
import type { NewEvent } from "./event-log.ts";
import type { NewHash } from "./issue-book.ts";
import type { Issue } from "./issue-record.ts";
import { irrelevanceOf } from "./retention.ts";
import type { Shelves } from "./shelves.ts";
import { recordSideItems } from "./side-items.ts";

/** The kind of segment that holds event bodies. */
export const EVENT_SEGMENT = "events";

/** An event that passed the checks, with its body's place in the batch. */
interface Admitted {
  event: EventArrival;
  offset: number;
}

/**
 * Commits a batch, inside one transaction of the caller: repeats are dropped, limits are applied, hashes become
 * issues, everything is counted and every body is appended. Returns one verdict per submission.
 */
export function commitBatch(shelves: Shelves, batch: Batch): CommitReply {
  const outcomes: OutcomeCount[] = [];
  const known = shelves.events.known(batch.submissions.flatMap((s) => s.events.map((event) => event.eventId)));
  const repeated = shelves.seen.known(batch.submissions.map(({ id }) => id));
  const admitted: Admitted[] = [];
  const heldParts = new Map<string, Uint8Array[]>();
  const verdicts: Verdict[] = [];
  let offset = 0;

  for (const submission of batch.submissions) {
    const fresh: Admitted[] = [];
    for (const event of submission.events) {
      if (!known.has(event.eventId)) fresh.push({ event, offset });
      known.add(event.eventId);
      offset += event.bodyLength;
    }
    const verdict = admit(shelves.sql, submission, fresh.length, batch.nowMs);
    for (const item of fresh.slice(0, verdict.acceptedEvents)) admitted.push(item);
    const limited = fresh.slice(verdict.acceptedEvents).map(({ event }) => event);
    const again = repeated.has(submission.id);
    if (!again && (limited.length > 0 || !isRecognisable(submission))) shelves.seen.add(submission.id, batch.nowMs);
    if (!again) outcomes.push(...submission.outcomes, ...limitedOutcomes(limited, submission));
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
    const rest = without(submission, limited, again);
    outcomes.push(...recordSideItems(shelves, rest, batch.nowMs));
    const unkept = submission.attachments.filter((attachment) => !shelves.attachments.holds(attachment));
    verdicts.push({ ...verdict, unkeptFiles: unkept.map(({ file }) => file.key) });
  }

  storeEvents(shelves, admitted, batch);
  for (const [kind, parts] of heldParts) shelves.segments.append(kind, concatenate(parts), batch.nowMs);
  const sums = sumOutcomes(outcomes);
  shelves.outcomes.add(hourOf(batch.nowMs), sums);
  return { verdicts, outcomes: sums };
}

/** Finds or makes each event's issue, counts it there, and keeps event and body. */
function storeEvents(shelves: Shelves, admitted: readonly Admitted[], batch: Batch): void {
  if (admitted.length === 0) return;
  const bodies = admitted.map(({ event, offset }) => batch.bodies.subarray(offset, offset + event.bodyLength));
  const place = shelves.segments.append(EVENT_SEGMENT, concatenate(bodies), batch.nowMs);
  const numbers = shelves.issues.numbersByHash([
    ...new Set(admitted.flatMap(({ event }) => [...event.hashes, ...event.previousHashes])),
  ]);
  shelves.issues.load(new Set(numbers.values()));

  let seq = shelves.counters.take("seq", admitted.length);
  let start = place.start;
  const rows: NewEvent[] = [];
  const attach: NewHash[] = [];
  for (const { event } of admitted) {
    const issue = issueOf(shelves, event, numbers, seq);
    for (const hash of event.hashes) {
      if (numbers.has(hash)) continue;
      numbers.set(hash, issue.number);
      attach.push([hash, issue.number, hash === event.hashes[0] ? null : (event.hashes[0] ?? null)]);
    }
    if (event.release !== null) shelves.releases.see(event.release, batch.nowMs);
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
      segment: place.segment,
      start,
      length: event.bodyLength,
    });
    start += event.bodyLength;
    seq += 1;
  }
  shelves.issues.attach(attach);
  shelves.events.insert(rows);
  shelves.issues.save();
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

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const acceptedOutcome = ({ category, size }: EventArrival): OutcomeCount => ({
  outcome: "accepted",
  category,
  reason: "",
  quantity: 1,
  bytes: size,
});
