import { newId } from "../../kit/ids.ts";
import type { Frame } from "../event/body-frame.ts";
import type { Level } from "../event/event.ts";
import type { OutcomeCount } from "../outcome.ts";

/** What the Worker hands to a project's object: arrivals that are parsed, grouped and compressed, ready to commit. */

/** A file that came with an event, already in R2. */
export interface AttachmentRef {
  id: string;
  key: string;
  filename: string;
  contentType: string;
  size: number;
}

/** A file and the event (or feedback) that it belongs to, which need not have arrived. */
export interface AttachmentArrival {
  eventId: string;
  file: AttachmentRef;
}

/** An event. Its body, JSON of `bodyLength` bytes, lies in one of the batch's frames. */
export interface EventArrival {
  eventId: string;
  timestampMs: number;
  category: string;
  /** The issue of the first that has one is the event's; the others then become its, too. */
  hashes: string[];
  /** By the grouping that the project leaves: asked after `hashes`, and none of them ever becomes an issue's. */
  previousHashes: string[];
  level: Level;
  title: string;
  subtitle: string;
  culprit: string;
  unhandled: boolean;
  environment: string | null;
  release: string | null;
  /** What the event list shows of the user: mail, name, id or address. */
  user: string | null;
  /** Hash of the user's identity, for counting distinct users; null for an event without a user. */
  userHash: number | null;
  /** Its tags, and fields that are searched as they are. */
  tags: [string, string][];
  /** Bytes as they came off the wire. */
  size: number;
  bodyLength: number;
}

/** An item kept for a later system: spans, transactions, logs, metrics. Its body is the next `bodyLength` bytes after the frames. */
export interface HeldArrival {
  kind: string;
  digest: string;
  outcomes: OutcomeCount[];
  bodyLength: number;
}

export type SessionState = "ok" | "exited" | "errored" | "abnormal" | "crashed";

/** One session's newest state. */
export interface SessionArrival {
  sid: string;
  startedMs: number;
  seq: number;
  state: SessionState;
  userHash: number | null;
  release: string;
  environment: string;
  size: number;
}

/** Sessions that the SDK counted itself. */
export interface SessionAggregateArrival {
  startedMs: number;
  exited: number;
  errored: number;
  abnormal: number;
  crashed: number;
  userHash: number | null;
  release: string;
  environment: string;
}

export interface SessionAggregatesArrival {
  digest: string;
  aggregates: SessionAggregateArrival[];
  size: number;
}

export interface CheckInArrival {
  /** 32 hex; null means the monitor's newest check-in that is in progress. */
  id: string | null;
  monitor: string;
  status: "in_progress" | "ok" | "error" | "missed" | "timeout";
  durationSeconds: number | null;
  environment: string;
  release: string | null;
  /** JSON of the monitor's configuration when the check-in carries one. */
  config: string | null;
  size: number;
}

export interface FeedbackArrival {
  id: string;
  eventId: string | null;
  name: string;
  email: string;
  message: string;
  url: string;
  size: number;
}

export interface ClientReportArrival {
  digest: string;
  discarded: OutcomeCount[];
}

/** One request's worth of arrivals. */
export interface Submission {
  /** New for each request, the same in every try to commit it. */
  id: string;
  key: { id: string; limit: { count: number; windowSeconds: number } | null };
  events: EventArrival[];
  held: HeldArrival[];
  attachments: AttachmentArrival[];
  sessions: SessionArrival[];
  aggregates: SessionAggregatesArrival[];
  checkIns: CheckInArrival[];
  feedback: FeedbackArrival[];
  clientReports: ClientReportArrival[];
  /** Items whose end was decided at the edge. */
  outcomes: OutcomeCount[];
}

/** Several requests of one project, committed together. */
export interface Batch {
  projectId: number;
  nowMs: number;
  retentionDays: number;
  maxEvents: number;
  submissions: Submission[];
  /** The frames of all events' bodies, in the order of the events. */
  frames: Frame[];
  /** The bytes of the frames, then of the held items. */
  bodies: Uint8Array;
}

/** A limit that is in force, in the terms of `X-Sentry-Rate-Limits`. */
export interface ActiveLimit {
  categories: string[];
  untilMs: number;
  scope: "key";
  reason: string;
}

/** What became of one submission. */
export interface Verdict {
  acceptedEvents: number;
  limitedEvents: number;
  limits: ActiveLimit[];
  /** Files in R2 that came with the submission and are not kept: repeats, or more than an event may have. */
  unkeptFiles: string[];
}

export interface CommitReply {
  verdicts: Verdict[];
  /** The object's own outcomes of this batch, for the data points. */
  outcomes: OutcomeCount[];
}

/** A submission with nothing in it. */
export function emptySubmission(key: Submission["key"]): Submission {
  return {
    id: newId(),
    key,
    events: [],
    held: [],
    attachments: [],
    sessions: [],
    aggregates: [],
    checkIns: [],
    feedback: [],
    clientReports: [],
    outcomes: [],
  };
}
