import { useQueryClient } from "@tanstack/react-query";
import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import { alertsApi } from "../api/alerts.ts";
import { useNow } from "../ui/now.ts";
import { useToasts } from "../ui/toast.tsx";
import { since } from "../words/time.ts";
import { ALERTS_KEY } from "./alert-queries.ts";

type Switch = Pick<AlertRuleView, "enabled" | "mutedUntilMs">;

/** Mutes a rule, switches it on or off; says what was done, with undo. */
export function useRuleSwitch(rule: AlertRuleView): (change: Partial<Switch>) => Promise<void> {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const nowMs = useNow();
  const apply = async (change: Partial<Switch>, undo?: () => void) => {
    try {
      await alertsApi.changeRule(rule.id, change);
      await queryClient.invalidateQueries({ queryKey: ALERTS_KEY });
      toasts.say(`${rule.name} ${switchText(change, nowMs)}`, undo);
    } catch (error) {
      toasts.sayFailure("The rule was not changed.", error);
    }
  };
  return (change) => {
    const before: Partial<Switch> =
      "enabled" in change ? { enabled: rule.enabled } : { mutedUntilMs: rule.mutedUntilMs };
    return apply(change, () => void apply(before));
  };
}

function switchText({ enabled, mutedUntilMs }: Partial<Switch>, nowMs: number): string {
  if (enabled !== undefined) return enabled ? "is on" : "is off and tells nobody";
  return mutedUntilMs == null ? "is no longer muted" : `is muted until ${since(mutedUntilMs, nowMs)}`;
}
