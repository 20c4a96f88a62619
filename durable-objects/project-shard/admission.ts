import type { EventArrival, Submission, Verdict } from "../../workers/errors/arrival.ts";
import type { OutcomeCount } from "../../workers/errors/outcome.ts";
import { takeFromWindow } from "./key-window.ts";

/** How much of a submission the key's limit lets in. */
type Admission = Pick<Verdict, "acceptedEvents" | "limitedEvents" | "limits">;

/** Applies the key's limit: the first so many fresh events are accepted. */
export function admit(sql: SqlStorage, submission: Submission, fresh: number, nowMs: number): Admission {
  const limit = submission.key.limit;
  if (limit === null) return { acceptedEvents: fresh, limitedEvents: 0, limits: [] };
  const taken = takeFromWindow(sql, submission.key.id, limit, fresh, nowMs);
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
  return { acceptedEvents: taken.granted, limitedEvents: fresh - taken.granted, limits };
}

/** Whether a repeat of a submission is known by its items alone, without the submission's own id. */
export const isRecognisable = (submission: Submission): boolean =>
  submission.outcomes.length === 0 && submission.checkIns.every(({ id }) => id !== null);

/** A submission without the files of limited events and, when it is a repeat, without what only its id tells. */
export function without(submission: Submission, limited: readonly EventArrival[], again: boolean): Submission {
  if (limited.length === 0 && !again) return submission;
  const gone = new Set(limited.map(({ eventId }) => eventId));
  return {
    ...submission,
    attachments: submission.attachments.filter(({ eventId }) => !gone.has(eventId)),
    checkIns: again ? submission.checkIns.filter(({ id }) => id !== null) : submission.checkIns,
  };
}

/** The ends of events over the limit and of the files that came with them. */
export function limitedOutcomes(limited: readonly EventArrival[], { attachments }: Submission): OutcomeCount[] {
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
