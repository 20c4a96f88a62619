import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { errorsApi } from "../api/errors.ts";
import { IssueRows } from "../issues/issue-rows.tsx";
import { issuesOf } from "../issues/issue-search.ts";
import { CopyLine } from "../ui/copy-line.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { Failed } from "../ui/state.tsx";
import { useProject } from "./project.ts";

const NOTHING: ReadonlySet<string> = new Set();
const SHOWN = "8";

/** The project at a glance: events of the day, where to send, its latest issues. */
export function OverviewTab() {
  const { slug, project, keys } = useProject();
  const latest = useQuery({
    queryKey: ["issues", "overview", slug],
    queryFn: ({ signal }) => errorsApi.issues({ query: issuesOf(slug).query, limit: SHOWN }, signal),
  });
  const dsn = keys.find((key) => key.active)?.dsn;
  return (
    <div className="stack wide">
      <section className="stack" aria-labelledby="day">
        <h2 id="day">Last 24 hours</h2>
        <Sparkline counts={project.hourly} unit="hour" wide />
        <p className="muted small line-up apart">
          <span>24 hours ago</span>
          <span>
            {project.lastEventAtMs === null ? (
              "no event yet"
            ) : (
              <>
                last event <Moment atMs={project.lastEventAtMs} />
              </>
            )}
          </span>
        </p>
      </section>
      <section className="stack" aria-labelledby="dsn">
        <h2 id="dsn">DSN</h2>
        {dsn ? (
          <CopyLine text={dsn} what="DSN" />
        ) : (
          <p className="muted">No key is active, so the project takes no events.</p>
        )}
      </section>
      <section className="stack" aria-labelledby="latest">
        <div className="line-up apart">
          <h2 id="latest">Latest issues</h2>
          <Link to="/errors" search={issuesOf(slug)}>
            All issues
          </Link>
        </div>
        {latest.isPending && <SkeletonRows count={4} what="issues" shape="issues-waiting" />}
        {latest.isError && <Failed what="The list of issues" error={latest.error} retry={latest.refetch} />}
        {latest.data?.rows.length === 0 && <p className="muted">Nothing is unresolved.</p>}
        {latest.data && latest.data.rows.length > 0 && (
          <IssueRows rows={latest.data.rows} search={issuesOf(slug)} chosen={NOTHING} choose={null} focus={null} />
        )}
      </section>
    </div>
  );
}
