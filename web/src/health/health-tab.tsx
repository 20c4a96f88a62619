import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { healthQuery } from "../api/queries.ts";
import { useProject } from "../projects/project.ts";
import { DEFAULT_HOURS, rangeText } from "../range/range-search.ts";
import { RangeStrip } from "../range/range-strip.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { healthSentence } from "./health-words.ts";
import { ReleaseTable } from "./release-table.tsx";
import { releaseSnippet } from "./session-snippet.ts";

/** How the releases do: sessions, and how many of them and of their users met no crash. */
export function HealthTab() {
  const { slug, project, keys } = useProject();
  const { hours = DEFAULT_HOURS } = useSearch({ from: "/shell/projects/$slug/health" });
  const query = useQuery({ ...healthQuery(slug, hours), refetchInterval: 30_000 });
  const releases = query.data?.releases;
  const dsn = keys.find((key) => key.active)?.dsn;
  return (
    <div className="stack wide">
      <RangeStrip hours={hours} />
      {query.isPending && <SkeletonRows count={6} what="releases" />}
      {query.isError && !releases && <Failed what="Release health" error={query.error} retry={query.refetch} />}
      {releases?.length === 0 && (
        <Empty icon="health" title={`No session in ${rangeText(hours)}`}>
          <p className="muted">
            SDKs count sessions by themselves once they know the release that runs. Name it where the SDK is set up:
          </p>
          {dsn && <CodeBlock text={releaseSnippet(project.platform, dsn)} what="Code" />}
        </Empty>
      )}
      {releases && releases.length > 0 && (
        <>
          <p>{healthSentence(releases, hours)}</p>
          <ReleaseTable releases={releases} />
          <p className="muted small">
            A session counts once, as the worst that happened in it. Users are told apart by what the SDK says of them,
            and estimated above 256.
          </p>
        </>
      )}
    </div>
  );
}
