import type { NotificationRow } from "../../../workers/alerts/view.ts";
import { useMay } from "../shell/me.ts";
import { SendButton } from "../ui/send-button.tsx";
import { useNotificationChange } from "./notification-change.ts";

/** What can be done with notifications that are not delivered: send them again, or give them up. */
export function NotificationActions({ rows }: { rows: readonly NotificationRow[] }) {
  const change = useNotificationChange();
  const mayWrite = useMay("project:write");
  const ids = (...statuses: string[]) => rows.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);
  const again = ids("parked", "dismissed");
  const open = ids("parked", "waiting");
  if (!mayWrite) return null;
  const all = rows.length > 1 ? "all " : "";
  return (
    <>
      {again.length > 0 && (
        <SendButton by={change} wish={{ what: "replay", ids: again }} className="button small">
          Send {all}again
        </SendButton>
      )}
      {open.length > 0 && (
        <SendButton by={change} wish={{ what: "dismiss", ids: open }} className="button small quiet">
          Dismiss{all === "" ? "" : " all"}
        </SendButton>
      )}
    </>
  );
}
