import { Hono } from "hono";
import type * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { accountBooks } from "../account-client.ts";
import { eachBounded } from "../job/bounds.ts";
import { listMeters } from "./meter-book.ts";
import { type UsageEvent, type UsageOutcome, usageBatchInput, type usageEventInput } from "./usage-event.ts";

/** What a batch came to: counts, and each event that was refused. */
export interface UsageAnswer {
  object: "usage_report";
  accepted: number;
  /** Of those accepted, how many a later invoice has to correct. */
  late: number;
  duplicates: number;
  refused: { index: number; id: string; reason: Exclude<UsageOutcome, "accepted" | "late" | "duplicate"> }[];
}

/**
 * Where apps report what their accounts used, `POST /billing/v1/usage`. Each account's object is called once, however many
 * events the batch has of it; sent again, a batch changes nothing, so whoever got no answer sends it again whole.
 */
export const usageRoutes = new Hono<App>().post(
  "/usage",
  allow("billing:write"),
  jsonInput(usageBatchInput),
  async (c) => {
    const { events } = c.req.valid("json");
    const meters = new Map(
      (await listMeters(c.env.DB)).flatMap(({ key, id, archivedMs }) => (archivedMs === null ? [[key, id]] : [])),
    );
    const outcomes: UsageOutcome[] = events.map(() => "no-such-meter");
    const known = events.flatMap((event, index) => {
      const meterId = meters.get(event.meter);
      return meterId === undefined
        ? []
        : [{ index, accountId: event.accountId, event: eventOf(event, meterId, c.get("nowMs")) }];
    });
    const byAccount = Map.groupBy(known, ({ accountId }) => accountId);
    await eachBounded([...byAccount], async ([accountId, list]) => {
      const said = await accountBooks(c.env, accountId).recordUsage(
        list.map(({ event }) => event),
        c.get("nowMs"),
      );
      for (const [at, { index }] of list.entries()) outcomes[index] = said[at] ?? "no-such-account";
    });
    return c.json(answerOf(events, outcomes));
  },
);

function eventOf(sent: z.output<typeof usageEventInput>, meterId: string, nowMs: number): UsageEvent {
  const { id, atMs = nowMs, value, name = null, corrects, cancels } = sent;
  return { id, meterId, atMs, value, name, corrects: corrects ?? cancels ?? null, cancels: cancels !== undefined };
}

function answerOf(events: readonly { id: string }[], outcomes: readonly UsageOutcome[]): UsageAnswer {
  const answer: UsageAnswer = { object: "usage_report", accepted: 0, late: 0, duplicates: 0, refused: [] };
  for (const [index, { id }] of events.entries()) {
    const outcome = outcomes[index] ?? "no-such-account";
    if (outcome === "duplicate") answer.duplicates += 1;
    else if (outcome === "accepted" || outcome === "late") answer.accepted += 1;
    else answer.refused.push({ index, id, reason: outcome });
    if (outcome === "late") answer.late += 1;
  }
  return answer;
}
