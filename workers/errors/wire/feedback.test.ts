import { describe, expect, it } from "vitest";
import {
  COMMENTS_CHARS,
  FEEDBACK_EMAIL_CHARS,
  FEEDBACK_NAME_CHARS,
  FEEDBACK_URL_CHARS,
  readFeedback,
  readUserReport,
} from "./feedback.ts";

const ID = "0123456789abcdef0123456789abcdef";
const EVENT = "f".repeat(32);

describe("feedback", () => {
  it("is what an event's feedback context says", () => {
    const feedback = {
      message: " It broke. ",
      contact_email: "a@b.example",
      name: "A",
      url: "https://shop.example/",
      associated_event_id: EVENT,
      replay_id: ID,
    };
    expect(readFeedback({ event_id: ID, release: "web@1", timestamp: 5, contexts: { feedback } })).toEqual({
      ok: true,
      value: {
        feedbackId: ID,
        eventId: EVENT,
        name: "A",
        email: "a@b.example",
        comments: "It broke.",
        url: "https://shop.example/",
        replayId: ID,
        release: "web@1",
        environment: null,
        atMs: 5_000,
      },
    });
  });

  it("takes the user's address when it gives none", () => {
    const sent = { user: { email: "a@b.example" }, contexts: { feedback: { message: "x" } } };
    expect(readFeedback(sent)).toMatchObject({
      value: { email: "a@b.example", eventId: null, feedbackId: null },
    });
  });

  it("says something, up to a limit", () => {
    const message = (length: number) => readFeedback({ contexts: { feedback: { message: "x".repeat(length) } } });
    expect(message(COMMENTS_CHARS)).toMatchObject({ value: { comments: "x".repeat(COMMENTS_CHARS) } });
    expect(message(COMMENTS_CHARS + 1)).toMatchObject({ value: { comments: `${"x".repeat(COMMENTS_CHARS - 3)}...` } });
    expect(message(0)).toMatchObject({ reason: "empty-feedback" });
    for (const [name, limit] of [
      ["name", FEEDBACK_NAME_CHARS],
      ["email", FEEDBACK_EMAIL_CHARS],
    ] as const) {
      const report = (length: number) => readUserReport({ event_id: EVENT, comments: "x", [name]: "y".repeat(length) });
      expect(report(limit)).toMatchObject({ value: { [name]: "y".repeat(limit) } });
      expect(report(limit + 1)).toMatchObject({ value: { [name]: `${"y".repeat(limit - 3)}...` } });
    }
    const page = (length: number) =>
      readFeedback({ contexts: { feedback: { message: "x", url: "y".repeat(length) } } });
    expect(page(FEEDBACK_URL_CHARS)).toMatchObject({ value: { url: "y".repeat(FEEDBACK_URL_CHARS) } });
    expect(page(FEEDBACK_URL_CHARS + 1)).toMatchObject({ value: { url: `${"y".repeat(FEEDBACK_URL_CHARS - 3)}...` } });
    expect(readFeedback({ contexts: {} })).toMatchObject({ reason: "no-feedback" });
  });
});

describe("a user report", () => {
  it("is about an event", () => {
    expect(readUserReport({ event_id: EVENT, name: "A", email: "a@b.example", comments: "x" })).toMatchObject({
      value: { feedbackId: null, eventId: EVENT, name: "A", email: "a@b.example", comments: "x" },
    });
    expect(readUserReport({ comments: "x" })).toMatchObject({ reason: "missing-event-id" });
    expect(readUserReport({ event_id: EVENT })).toMatchObject({ reason: "empty-feedback" });
  });
});
