import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { projectsQuery, usageQuery } from "../api/queries.ts";
import { ProblemError } from "../api/request.ts";
import { DEFAULT_HOURS, rangeText } from "../range/range-search.ts";
import { RangeStrip } from "../range/range-strip.tsx";
import { useReads } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed, RequestId } from "../ui/state.tsx";
import { bytes, counted } from "../words/number.ts";
import { type UsageLine, usageLines, usageTotals } from "./usage-sums.ts";
import { UsageTable } from "./usage-table.tsx";

const SETUP = `npx wrangler secret put ANALYTICS_ACCOUNT_ID
npx wrangler secret put ANALYTICS_API_TOKEN`;

/** What all projects send, for trends. */
export function UsagePage() {
  const { hours = DEFAULT_HOURS } = useSearch({ from: "/shell/usage" });
  const query = useQuery({ ...usageQuery(hours), refetchInterval: 60_000 });
  const readsProjects = useReads("project:read");
  const projects = useQuery({ ...projectsQuery, enabled: readsProjects });
  // Names that come later would make the table's columns anew.
  const named = projects.isFetched || !readsProjects;
  const lines = query.data && named ? usageLines(query.data.rows) : undefined;
  return (
    <Page title="Usage" sentence={lines ? sentenceOf(lines, hours) : !query.isError && "Counting"}>
      <RangeStrip hours={hours} />
      {!lines && !query.isError && <SkeletonRows count={8} what="usage" />}
      {query.isError && !lines && <Unread error={query.error} retry={query.refetch} />}
      {lines?.length === 0 && (
        <Empty icon="usage" title={`Nothing was sent in ${rangeText(hours)}`}>
          <p className="muted">Whatever a project is sent is counted here, about a second later.</p>
          <Link to="/projects" className="button">
            Go to Projects
          </Link>
        </Empty>
      )}
      {lines && lines.length > 0 && (
        <div className="stack">
          <UsageTable lines={lines} projects={projects.data?.projects ?? []} />
          <p className="muted small">Sampled, for trends; exact counts are on each project's Outcomes.</p>
        </div>
      )}
    </Page>
  );
}

function sentenceOf(lines: readonly UsageLine[], hours: number): string {
  const { accepted, refused, bytes: size } = usageTotals(lines);
  const projects = new Set(lines.map(({ project }) => project)).size;
  const taken = `${counted(accepted, "item")} of ${counted(projects, "project")} accepted in ${rangeText(hours)}`;
  return `${taken}, ${bytes(size)} in all${refused > 0 ? `; ${counted(refused, "item")} refused` : ""}`;
}

/** A read that failed; where the server may not read its own counts yet, how to let it. */
function Unread({ error, retry }: { error: Error; retry: () => void }) {
  if (!(error instanceof ProblemError) || error.reason !== "analytics-not-set-up") {
    return <Failed what="Usage" error={error} retry={retry} />;
  }
  return (
    <Empty icon="usage" title="Usage is recorded, but cannot be read yet">
      <p className="muted">
        In production the counts lie in Analytics Engine. The Worker reads them once it has the account's id and a token
        that may read its analytics:
      </p>
      <CodeBlock text={SETUP} what="Shell commands" />
      <p className="muted">Exact counts are on each project's Outcomes meanwhile.</p>
      <div className="line-up">
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
        {error.requestId && <RequestId id={error.requestId} />}
      </div>
    </Empty>
  );
}
