import { parseEventId } from "../../kit/ids.ts";
import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { Notes } from "../normalize/notes.ts";
import { readEnvironment, readRelease } from "../normalize/release.ts";
import { clip } from "../normalize/text.ts";
import { parseTimestamp } from "../normalize/timestamps.ts";

export const COMMENTS_CHARS = 4_096;
export const FEEDBACK_NAME_CHARS = 128;
export const FEEDBACK_EMAIL_CHARS = 254;
export const FEEDBACK_URL_CHARS = 2_048;

/** What a user wrote about the application, perhaps about one event. */
export interface Feedback {
  /** Its own id, when it has one. */
  feedbackId: string | null;
  /** The event it is about. */
  eventId: string | null;
  name: string;
  email: string;
  comments: string;
  url: string;
  replayId: string | null;
  release: string | null;
  environment: string | null;
  /** Null: when it arrives. */
  atMs: number | null;
}

export type FeedbackFault = "no-feedback" | "empty-feedback" | "missing-event-id";

/** Reads a `feedback` item: an event whose `contexts.feedback` is what the user wrote. */
export function readFeedback(sent: JsonObject): Result<Feedback, FeedbackFault> {
  const feedback = isObject(sent.contexts) ? sent.contexts.feedback : undefined;
  if (!isObject(feedback)) return fail("no-feedback", "The event has no feedback context.");
  const comments = text(feedback.message, COMMENTS_CHARS);
  if (comments === "") return empty();
  const notes = new Notes(undefined);
  const at = parseTimestamp(sent.timestamp);
  return ok({
    feedbackId: parseEventId(sent.event_id),
    eventId: parseEventId(feedback.associated_event_id),
    name: text(feedback.name, FEEDBACK_NAME_CHARS),
    email: text(feedback.contact_email, FEEDBACK_EMAIL_CHARS) || userEmail(sent),
    comments,
    url: text(feedback.url, FEEDBACK_URL_CHARS),
    replayId: parseEventId(feedback.replay_id),
    release: readRelease(sent.release, notes) ?? null,
    environment: readEnvironment(sent.environment, notes) ?? null,
    atMs: at === null ? null : Math.floor(at * 1000),
  });
}

/** Reads a `user_report` item, the older form, which is always about an event. */
export function readUserReport(sent: JsonObject): Result<Feedback, FeedbackFault> {
  const eventId = parseEventId(sent.event_id);
  if (eventId === null) return fail("missing-event-id", "The report does not say which event it is about.");
  const comments = text(sent.comments, COMMENTS_CHARS);
  if (comments === "") return empty();
  return ok({
    feedbackId: null,
    eventId,
    name: text(sent.name, FEEDBACK_NAME_CHARS),
    email: text(sent.email, FEEDBACK_EMAIL_CHARS),
    comments,
    url: "",
    replayId: null,
    release: null,
    environment: null,
    atMs: null,
  });
}

const empty = () => fail("empty-feedback", "The feedback says nothing.");

const userEmail = (sent: JsonObject): string =>
  isObject(sent.user) ? text(sent.user.email, FEEDBACK_EMAIL_CHARS) : "";

const text = (value: Json | undefined, limit: number): string =>
  typeof value === "string" ? clip(value.trim(), limit) : "";
