import type { EventArrival, Submission, Verdict } from "../../../workers/errors/ingest/arrival.ts";
import type { OutcomeCount } from "../../../workers/errors/outcome.ts";
import { takeFromWindow } from "../shelf/key-window.ts";

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

/** A submission without the files of events that are not kept and, when it is a repeat, without what only its id tells. */
export function without(submission: Submission, lost: readonly EventArrival[], again: boolean): Submission {
  if (lost.length === 0 && !again) return submission;
  const gone = new Set(lost.map(({ eventId }) => eventId));
  return {
    ...submission,
    attachments: submission.attachments.filter(({ eventId }) => !gone.has(eventId)),
    checkIns: again ? submission.checkIns.filter(({ id }) => id !== null) : submission.checkIns,
  };
}

/** The ends of events that are not kept, and of the files that came with them. */
export function lostOutcomes(
  lost: readonly EventArrival[],
  { attachments }: Submission,
  end: Pick<OutcomeCount, "outcome" | "reason">,
): OutcomeCount[] {
  const gone = new Set(lost.map(({ eventId }) => eventId));
  return [
    ...lost.map(({ category, size }) => ({ ...end, category, quantity: 1, bytes: size })),
    ...attachments
      .filter(({ eventId }) => gone.has(eventId))
      .flatMap(({ file }) => [
        { ...end, category: "attachment", quantity: file.size, bytes: file.size },
        { ...end, category: "attachment_item", quantity: 1, bytes: 0 },
      ]),
  ];
}
