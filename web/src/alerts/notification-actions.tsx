import type { NotificationRow } from "../../../workers/alerts/view.ts";
import { useMay } from "../shell/me.ts";
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
        <button type="button" className="button small" onClick={() => change("replay", again)}>
          Send {all}again
        </button>
      )}
      {open.length > 0 && (
        <button type="button" className="button small quiet" onClick={() => change("dismiss", open)}>
          Dismiss{all === "" ? "" : " all"}
        </button>
      )}
    </>
  );
}
