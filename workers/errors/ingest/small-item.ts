import { createHash } from "node:crypto";
import type { JsonObject } from "../../kit/json.ts";
import { type Failure, ok, type Result } from "../../kit/result.ts";
import { hashText } from "../../kit/text-hash.ts";
import { type CheckIn, readCheckIn } from "../wire/check-in.ts";
import { readClientReport } from "../wire/client-report.ts";
import { readFeedback, readUserReport } from "../wire/feedback.ts";
import { readSession, readSessions, type SessionAggregate, type SessionUpdate } from "../wire/session.ts";
import type { SessionAggregateArrival, SessionArrival, SessionState, Submission } from "./arrival.ts";
import type { IntakeContext } from "./intake.ts";

/** What an item is told apart by when it carries no id: its bytes and when its envelope was sent. */
export function digestOf(payload: Uint8Array, context: Pick<IntakeContext, "sentAtMs" | "eventId">): string {
  return createHash("md5").update(payload).update(`${context.sentAtMs}/${context.eventId}`).digest("hex");
}

/** Adds an item that is neither event, attachment nor held to a submission. */
export function takeSmallItem(
  type: string,
  sent: JsonObject,
  payload: Uint8Array,
  context: IntakeContext,
  submission: Submission,
): Result<null, string> {
  const size = payload.length;
  switch (type) {
    case "session":
      return taken(readSession(sent, context.nowMs), (session) => {
        if (session.sessionId !== null) submission.sessions.push(toSession(session, session.sessionId, size));
        else
          submission.aggregates.push({ digest: digestOf(payload, context), aggregates: [asAggregate(session)], size });
      });
    case "sessions":
      return taken(readSessions(sent, context.nowMs), (aggregates) => {
        submission.aggregates.push({
          digest: digestOf(payload, context),
          aggregates: aggregates.map(toAggregate),
          size,
        });
      });
    case "check_in":
      return taken(readCheckIn(sent), (checkIn) => takeCheckIn(checkIn, size, submission));
    case "client_report":
      return taken(readClientReport(sent), ({ discards }) => {
        const discarded = discards.map((discard) => ({ outcome: "client-discard" as const, bytes: 0, ...discard }));
        submission.clientReports.push({ digest: digestOf(payload, context), discarded });
      });
    default:
      return taken(type === "feedback" ? readFeedback(sent) : readUserReport(sent), (feedback) => {
        const { eventId, name, email, comments: message, url } = feedback;
        const id = context.eventId ?? feedback.feedbackId;
        // An old user report has only the id of the event that it is about.
        const own = type === "feedback" && id !== null ? id : digestOf(payload, context);
        submission.feedback.push({ id: own, eventId, name, email, message, url, size });
      });
  }
}

/** Adds a check-in, from an envelope or from the cron endpoint. */
export function takeCheckIn(checkIn: CheckIn, size: number, submission: Submission): void {
  const { id, monitorSlug: monitor, status, durationSeconds, release, config } = checkIn;
  submission.checkIns.push({
    id,
    monitor,
    status,
    durationSeconds,
    environment: checkIn.environment ?? DEFAULT_ENVIRONMENT,
    release,
    config: config === null ? null : JSON.stringify(config),
    size,
  });
}

const DEFAULT_ENVIRONMENT = "production";

function taken<Value>(read: Result<Value, string>, add: (value: Value) => void): Result<null, string> {
  if (!read.ok) return read satisfies Failure<string>;
  add(read.value);
  return ok(null);
}

const originOf = (fact: SessionUpdate | SessionAggregate) => ({
  startedMs: fact.startedMs,
  release: fact.release,
  environment: fact.environment ?? DEFAULT_ENVIRONMENT,
  userHash: fact.distinctId === null ? null : hashText(fact.distinctId),
});

const toSession = (fact: SessionUpdate, sid: string, size: number): SessionArrival => ({
  ...originOf(fact),
  sid,
  seq: fact.sequence,
  state: stateOf(fact),
  size,
});

const toAggregate = (fact: SessionAggregate): SessionAggregateArrival => ({
  ...originOf(fact),
  exited: fact.exited,
  errored: fact.errored + fact.unhandled,
  abnormal: fact.abnormal,
  crashed: fact.crashed,
});

/** A session without an id cannot be updated: it counts as it is. */
function asAggregate(fact: SessionUpdate): SessionAggregateArrival {
  const state = stateOf(fact);
  const counts = { exited: 0, errored: 0, abnormal: 0, crashed: 0 };
  counts[state === "ok" ? "exited" : state] = 1;
  return { ...originOf(fact), ...counts };
}

/** A session with errors in it is an errored one, however it ended short of a crash. */
function stateOf({ status, errors }: SessionUpdate): SessionState {
  if (status === "unhandled") return "errored";
  return (status === "ok" || status === "exited") && errors > 0 ? "errored" : status;
}
