import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { approvalsQuery } from "./customers-api.ts";

/** The way to what waits for a second person, with how much it is. */
export function ApprovalsLink() {
  const waiting = useQuery(approvalsQuery).data?.approvals.length ?? 0;
  return (
    <Link to="/customers/approvals" className="button">
      Approvals{waiting > 0 && ` (${waiting})`}
    </Link>
  );
}
