import { queryOptions } from "@tanstack/react-query";
import type { AlertRuleView, NotificationRow } from "../../../workers/alerts/view.ts";
import { alertsApi } from "../api/alerts.ts";
import { FIRING_MS } from "./rule-words.ts";

/** What of alerts needs somebody now. */
export interface Attention {
  /** Fired within the last hour, the newest first. */
  firing: AlertRuleView[];
  /** How many notifications are parked, up to 1,000, and the first of them. */
  parked: number;
  parkedRows: NotificationRow[];
}

const ATTENTION_EVERY_MS = 30_000;

/** Rules that fire and notifications that did not arrive; for the rail's badge, the room's tabs and Today alike. */
export const attentionQuery = queryOptions({
  queryKey: ["alerts", "attention"],
  queryFn: async ({ signal }): Promise<Attention> => {
    const [{ rules }, { rows, counts }] = await Promise.all([
      alertsApi.rules(signal),
      alertsApi.notifications({ status: "parked" }, null, signal),
    ]);
    return { firing: firingNow(rules, Date.now()), parked: counts.parked, parkedRows: rows };
  },
  refetchInterval: ATTENTION_EVERY_MS,
});

/** Rules that fired within the last hour and are neither muted nor off, the newest first. */
export const firingNow = (rules: readonly AlertRuleView[], nowMs: number): AlertRuleView[] =>
  rules
    .filter(
      ({ enabled, mutedUntilMs, lastFiredAtMs }) =>
        enabled && (mutedUntilMs ?? 0) <= nowMs && nowMs - (lastFiredAtMs ?? 0) < FIRING_MS,
    )
    .toSorted((a, b) => (b.lastFiredAtMs ?? 0) - (a.lastFiredAtMs ?? 0));
