import type { Batch, CommitReply, EventArrival, Submission, Verdict } from "../../workers/errors/arrival.ts";
import { MAX_ISSUES_PER_PROJECT } from "../../workers/errors/issue-id.ts";
import { type OutcomeCount, sumOutcomes } from "../../workers/errors/outcome.ts";
import { hourOf } from "../../workers/kit/time.ts";
import type { NewEvent } from "./event-log.ts";
import type { Issue } from "./issue-record.ts";
import { takeFromWindow } from "./key-window.ts";
import { irrelevanceOf } from "./retention.ts";
import type { Shelves } from "./shelves.ts";

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
    const verdict = admit(shelves, submission, fresh, batch.nowMs);
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
    outcomes.push(...recordRest(shelves, rest, batch.nowMs));
    const unkept = submission.attachments.filter((attachment) => !shelves.attachments.holds(attachment));
    verdicts.push({ ...verdict, unkeptFiles: unkept.map(({ file }) => file.key) });
  }

  storeEvents(shelves, admitted, batch);
  for (const [kind, parts] of heldParts) shelves.segments.append(kind, concatenate(parts), batch.nowMs);
  const sums = sumOutcomes(outcomes);
  shelves.outcomes.add(hourOf(batch.nowMs), sums);
  return { verdicts, outcomes: sums };
}

type Admission = Pick<Verdict, "acceptedEvents" | "limitedEvents" | "limits">;

/** Applies the key's limit: the first so many fresh events are accepted. */
function admit(shelves: Shelves, submission: Submission, fresh: readonly Admitted[], nowMs: number): Admission {
  const limit = submission.key.limit;
  if (limit === null) return { acceptedEvents: fresh.length, limitedEvents: 0, limits: [] };
  const taken = takeFromWindow(shelves.sql, submission.key.id, limit, fresh.length, nowMs);
  const limits =
    taken.exhaustedUntilMs === null
      ? []
      : [
          {
            categories: ["default", "error", "security"],
            untilMs: taken.exhaustedUntilMs,
            scope: "key" as const,
            reason: "key_quota",
          },
        ];
  return { acceptedEvents: taken.granted, limitedEvents: fresh.length - taken.granted, limits };
}

/** Whether a repeat of a submission is known by its items alone, without the submission's own id. */
const isRecognisable = (submission: Submission): boolean =>
  submission.outcomes.length === 0 && submission.checkIns.every(({ id }) => id !== null);

/** A submission without the files of limited events and, when it is a repeat, without what only its id tells. */
function without(submission: Submission, limited: readonly EventArrival[], again: boolean): Submission {
  if (limited.length === 0 && !again) return submission;
  const gone = new Set(limited.map(({ eventId }) => eventId));
  return {
    ...submission,
    attachments: submission.attachments.filter(({ eventId }) => !gone.has(eventId)),
    checkIns: again ? submission.checkIns.filter(({ id }) => id !== null) : submission.checkIns,
  };
}

const acceptedOutcome = ({ category, size }: EventArrival): OutcomeCount => ({
  outcome: "accepted",
  category,
  reason: "",
  quantity: 1,
  bytes: size,
});

/** The ends of events over the limit and of the files that came with them. */
function limitedOutcomes(limited: readonly EventArrival[], { attachments }: Submission): OutcomeCount[] {
  const gone = new Set(limited.map(({ eventId }) => eventId));
  const end = (category: string, quantity: number, bytes: number): OutcomeCount => ({
    outcome: "limited",
    category,
    reason: "key_quota",
    quantity,
    bytes,
  });
  return [
    ...limited.map(({ category, size }) => end(category, 1, size)),
    ...attachments
      .filter(({ eventId }) => gone.has(eventId))
      .flatMap(({ file }) => [end("attachment", file.size, file.size), end("attachment_item", 1, 0)]),
  ];
}

/** Everything of a submission that is neither event nor held. Returns the outcomes of what was not a repeat. */
function recordRest(shelves: Shelves, submission: Submission, nowMs: number): OutcomeCount[] {
  const outcomes: OutcomeCount[] = [];
  const accept = (category: string, quantity: number, bytes: number) =>
    outcomes.push({ outcome: "accepted", category, reason: "", quantity, bytes });
  for (const attachment of submission.attachments) {
    if (!shelves.attachments.record(attachment, nowMs)) continue;
    accept("attachment", attachment.file.size, attachment.file.size);
    accept("attachment_item", 1, 0);
  }
  for (const session of submission.sessions) {
    if (shelves.sessions.record(session)) accept("session", 1, session.size);
  }
  for (const item of submission.aggregates) {
    if (!shelves.seen.add(item.digest, nowMs)) continue;
    for (const aggregate of item.aggregates) shelves.sessions.add(aggregate);
    accept("session", item.aggregates.length, item.size);
  }
  for (const checkIn of submission.checkIns) {
    const ending = shelves.monitors.record(checkIn, nowMs);
    if (ending === "recorded") accept("monitor", 1, checkIn.size);
    else if (ending === "too-many-monitors") {
      outcomes.push({ outcome: "invalid", category: "monitor", reason: ending, quantity: 1, bytes: checkIn.size });
    }
  }
  for (const feedback of submission.feedback) {
    if (shelves.feedback.record(feedback, nowMs)) accept("feedback", 1, feedback.size);
  }
  for (const report of submission.clientReports) {
    if (shelves.seen.add(report.digest, nowMs)) outcomes.push(...report.discarded);
  }
  return outcomes;
}

/** Finds or makes each event's issue, counts it there, and keeps event and body. */
function storeEvents(shelves: Shelves, admitted: readonly Admitted[], batch: Batch): void {
  if (admitted.length === 0) return;
  const bodies = admitted.map(({ event, offset }) => batch.bodies.subarray(offset, offset + event.bodyLength));
  const place = shelves.segments.append(EVENT_SEGMENT, concatenate(bodies), batch.nowMs);
  const numbers = shelves.issues.numbersByHash([...new Set(admitted.flatMap(({ event }) => event.hashes))]);
  shelves.issues.load(new Set(numbers.values()));

  let seq = shelves.counters.take("seq", admitted.length);
  let start = place.start;
  const rows: NewEvent[] = [];
  const attach: [string, number][] = [];
  for (const { event } of admitted) {
    const issue = issueOf(shelves, event, numbers, seq);
    for (const hash of event.hashes) {
      if (numbers.has(hash)) continue;
      numbers.set(hash, issue.number);
      attach.push([hash, issue.number]);
    }
    if (shelves.issues.count(issue, event)) {
      shelves.activity.add({
        issue: issue.number,
        atMs: batch.nowMs,
        kind: "regressed",
        actor: null,
        detail: event.release,
      });
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
  for (const hash of event.hashes) {
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
