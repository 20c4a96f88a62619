import { useQueryClient } from "@tanstack/react-query";
import { alertsApi } from "../api/alerts.ts";
import { useToasts } from "../ui/toast.tsx";
import { counted } from "../words/number.ts";
import { ALERTS_KEY } from "./alert-queries.ts";

/** Sends parked notifications again, or gives them up; says what was done. */
export function useNotificationChange(): (what: "replay" | "dismiss", ids: readonly string[]) => Promise<void> {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const run = async (what: "replay" | "dismiss", ids: readonly string[]): Promise<void> => {
    try {
      const { changed } = await alertsApi[what](ids);
      await queryClient.invalidateQueries({ queryKey: ALERTS_KEY });
      const which = counted(changed, "notification");
      if (what === "replay") toasts.say(`${which} on the way again`);
      else toasts.say(`${which} dismissed`, () => void run("replay", ids));
    } catch (error) {
      toasts.sayFailure("Nothing was changed.", error);
    }
  };
  return run;
}
