import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tabs } from "../shell/tabs.tsx";
import { attentionQuery } from "./attention.ts";

const exactly = { exact: true, includeSearch: false } as const;

/** The pages of the room, the count of parked notifications beside theirs. */
export function AlertTabs() {
  const parked = useQuery(attentionQuery).data?.parked ?? 0;
  return (
    <Tabs label="Alerts">
      <Link to="/alerts" activeOptions={exactly}>
        Rules
      </Link>
      <Link to="/alerts/receivers" activeOptions={exactly}>
        Receivers
      </Link>
      <Link to="/alerts/mail" activeOptions={exactly}>
        Mail
      </Link>
      {/* The last: its badge comes late and would move what is behind it. */}
      <Link to="/alerts/outbox" activeOptions={exactly}>
        Outbox {parked > 0 && <span className="badge bad">{parked} parked</span>}
      </Link>
    </Tabs>
  );
}
