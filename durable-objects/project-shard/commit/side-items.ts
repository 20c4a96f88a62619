import type { Submission } from "../../../workers/errors/ingest/arrival.ts";
import type { OutcomeCount } from "../../../workers/errors/outcome.ts";
import type { Shelves } from "../shelf/shelves.ts";

/** Everything of a submission that is neither event nor held. Returns the outcomes of what was not a repeat. */
export function recordSideItems(shelves: Shelves, submission: Submission, nowMs: number): OutcomeCount[] {
  const outcomes: OutcomeCount[] = [];
  const accept = (category: string, quantity: number, bytes: number) =>
    outcomes.push({ outcome: "accepted", category, reason: "", quantity, bytes });
  for (const attachment of submission.attachments) {
    const ending = shelves.attachments.record(attachment, nowMs);
    if (ending === "repeat") continue;
    const { size } = attachment.file;
    const end =
      ending === "kept"
        ? ({ outcome: "accepted", reason: "" } as const)
        : ({ outcome: "invalid", reason: ending } as const);
    outcomes.push({ ...end, category: "attachment", quantity: size, bytes: size });
    outcomes.push({ ...end, category: "attachment_item", quantity: 1, bytes: 0 });
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
