import { useQueryClient } from "@tanstack/react-query";
import { alertsApi } from "../api/alerts.ts";
import { useSend } from "../ui/send-button.tsx";
import { useToasts } from "../ui/toast.tsx";
import { counted } from "../words/number.ts";
import { ALERTS_KEY } from "./alert-queries.ts";

/** Sends parked notifications again, or gives them up; says what was done. */
export function useNotificationChange() {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const change = useSend(async ({ what, ids }: { what: "replay" | "dismiss"; ids: readonly string[] }) => {
    const { changed } = await alertsApi[what](ids);
    await queryClient.invalidateQueries({ queryKey: ALERTS_KEY });
    const which = counted(changed, "notification");
    if (what === "replay") toasts.say(`${which} on the way again`);
    else toasts.say(`${which} dismissed`, () => change.mutate({ what: "replay", ids }));
  }, "Nothing was changed.");
  return change;
}
