import { useQuery } from "@tanstack/react-query";
import { monitorsQuery } from "../api/queries.ts";
import { useProject } from "../projects/project.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { Section } from "../ui/section.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { checkInCurl, monitorSnippet } from "./check-in-snippet.ts";
import { monitorsSentence } from "./check-in-words.ts";
import { MonitorRow } from "./monitor-row.tsx";

/** Jobs that run by the clock, and whether they did. */
export function MonitorsTab() {
  const { slug } = useProject();
  const query = useQuery({ ...monitorsQuery(slug), refetchInterval: 15_000 });
  const monitors = query.data?.monitors;
  return (
    <div className="stack wide">
      {query.isPending && <SkeletonRows count={5} what="monitors" shape="projects-waiting" />}
      {query.isError && !monitors && <Failed what="The list of monitors" error={query.error} retry={query.refetch} />}
      {monitors?.length === 0 && (
        <Empty icon="clock" title="No job checks in yet">
          <p className="muted">A job that says when it ran appears here by itself; nothing is set up before.</p>
          <Snippets />
        </Empty>
      )}
      {monitors && monitors.length > 0 && (
        <>
          <p>{monitorsSentence(monitors)}</p>
          <ul className="list">
            {monitors.map((monitor) => (
              <MonitorRow key={monitor.slug} monitor={monitor} />
            ))}
          </ul>
          <Section id="check-in-snippet" title="Let another job check in" folded>
            <div className="stack">
              <Snippets />
            </div>
          </Section>
        </>
      )}
    </div>
  );
}

function Snippets() {
  const { project, keys } = useProject();
  const dsn = keys.find((key) => key.active)?.dsn;
  return (
    <>
      <p>With the SDK, which also tells the schedule:</p>
      <CodeBlock text={monitorSnippet(project.platform)} what="SDK code" />
      {dsn ? (
        <>
          <p>From a shell:</p>
          <CodeBlock text={checkInCurl(dsn)} what="Shell commands" />
        </>
      ) : (
        <p className="muted">No key is active, so the project takes no check-ins.</p>
      )}
    </>
  );
}
