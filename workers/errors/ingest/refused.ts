import type { OutcomeCount } from "../outcome.ts";
import type { Submission } from "./arrival.ts";

/**
 * The ends of all items of a request that is refused as a whole: what was already counted stays as it is, everything else
 * is invalid for the reason of the refusal.
 */
export function refusedOutcomes(submission: Submission, reason: string): OutcomeCount[] {
  const invalid = (category: string, quantity: number, bytes: number): OutcomeCount => ({
    outcome: "invalid",
    category,
    reason,
    quantity,
    bytes,
  });
  return [
    ...submission.outcomes,
    ...submission.events.map(({ category, size }) => invalid(category, 1, size)),
    ...submission.held.flatMap(({ outcomes }) =>
      outcomes.map(({ category, quantity, bytes }) => invalid(category, quantity, bytes)),
    ),
    ...submission.attachments.flatMap(({ file }) => [
      invalid("attachment", file.size, file.size),
      invalid("attachment_item", 1, 0),
    ]),
    ...submission.sessions.map(({ size }) => invalid("session", 1, size)),
    ...submission.aggregates.map(({ aggregates, size }) => invalid("session", aggregates.length, size)),
    ...submission.checkIns.map(({ size }) => invalid("monitor", 1, size)),
    ...submission.feedback.map(({ size }) => invalid("feedback", 1, size)),
    ...submission.clientReports.flatMap(({ discarded }) => discarded),
  ];
}
