import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "../shell/me.ts";
import { Empty } from "../ui/state.tsx";
import { receiversQuery } from "./alert-queries.ts";

/** Before the first rule: what comes next, which is a receiver when there is none. */
export function NoRules() {
  const receivers = useQuery(receiversQuery).data?.receivers;
  const mayWrite = useMay("project:write");
  return (
    <Empty icon="alerts" title="No rule yet">
      <p className="muted">
        A rule tells a receiver, which is a mail address, a Slack channel or a webhook, when a new issue appears, a
        resolved one comes back, or one has too many events.
      </p>
      {mayWrite && receivers?.length === 0 && (
        <>
          <p className="muted">Begin with a receiver: whom should it tell?</p>
          <Link to="/alerts/receivers" search={{ new: "mail" }} className="button primary">
            Create a receiver
          </Link>
        </>
      )}
      {mayWrite && receivers && receivers.length > 0 && (
        <Link to="/alerts/new" className="button primary">
          Create a rule
        </Link>
      )}
    </Empty>
  );
}
