import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { ProjectView } from "../../../workers/errors/view.ts";
import { errorsApi } from "../api/errors.ts";
import { projectQuery } from "../api/queries.ts";
import { Page } from "../shell/page.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { CopyLine } from "../ui/copy-line.tsx";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { PLATFORMS } from "./platform.ts";
import { curlSnippet, snippetFor } from "./snippet.ts";
import "../styles/project.css";

const WAITING_MS = 2_000;
/** Behind the project's id this is the id of the issue that its first event made. */
const FIRST_ISSUE = "00000001";

/** How to send the first event, and a sign that turns by itself when it is here. */
export function StartPage() {
  const { slug } = useParams({ from: "/shell/projects/$slug/start" });
  const query = useQuery({
    ...projectQuery(slug),
    refetchInterval: (current) => (current.state.data?.project.firstEventAtMs === null ? WAITING_MS : false),
  });
  const [chosen, setChosen] = useState<string | null>(null);
  if (!query.data) {
    return (
      <Page title={slug}>
        {query.isPending ? (
          <SkeletonRows count={6} what="the project" />
        ) : (
          <Failed what="This project" error={query.error} retry={query.refetch} />
        )}
      </Page>
    );
  }
  const { project, keys } = query.data;
  const key = keys.find((each) => each.active);
  const platform = chosen ?? project.platform;
  const snippet = key && (platform === "curl" ? curlSnippet(key.dsn) : snippetFor(platform, key.dsn));
  return (
    <Page
      title={`Send the first event of ${project.name}`}
      sentence="Any Sentry SDK works: give it this DSN instead of Sentry's."
      above={
        <Link to="/projects/$slug" params={{ slug }}>
          {project.name}
        </Link>
      }
    >
      <div className="start stack wide">
        {key ? (
          <section className="stack" aria-labelledby="dsn">
            <h2 id="dsn">DSN</h2>
            <CopyLine text={key.dsn} what="DSN" />
          </section>
        ) : (
          <p className="notice warn">
            <Icon name="warning" />
            <span>
              No key of this project is active, so it takes no events.{" "}
              <Link to="/projects/$slug/keys" params={{ slug }}>
                Go to its keys
              </Link>
            </span>
          </p>
        )}
        {snippet && (
          <section className="stack" aria-labelledby="snippet">
            <h2 id="snippet">In the program</h2>
            <div className="line-up">
              {[...PLATFORMS.filter((each) => each.id !== "other"), { id: "curl", title: "curl" }].map(
                ({ id, title }) => (
                  <button
                    key={id}
                    type="button"
                    className={shows(platform, id) ? "chip chosen" : "chip"}
                    aria-pressed={shows(platform, id)}
                    onClick={() => setChosen(id)}
                  >
                    {title}
                  </button>
                ),
              )}
            </div>
            {snippet.install && <CodeBlock text={snippet.install} what="Install command" />}
            <p className="muted">{snippet.where}:</p>
            <CodeBlock text={snippet.code} what="Code" />
          </section>
        )}
        <Arrival project={project} />
      </div>
    </Page>
  );
}

const shows = (platform: string, id: string): boolean =>
  platform === id || (id === "curl" && !PLATFORMS.some((each) => each.id !== "other" && each.id === platform));

function Arrival({ project }: { project: ProjectView }) {
  const arrived = project.firstEventAtMs !== null;
  const first = useQuery({
    queryKey: ["first-issue", project.slug],
    // Issues are numbered as their first events come.
    queryFn: ({ signal }) => errorsApi.issue(`${project.id}${FIRST_ISSUE}`, signal),
    enabled: arrived,
    retry: false,
  }).data;
  return (
    <div className={arrived ? "notice good" : "notice"} role="status">
      {arrived ? <Icon name="check" /> : <span className="pulse waiting" />}
      {arrived ? (
        <div className="stack">
          <p>
            The first event came <Moment atMs={project.firstEventAtMs ?? 0} />.
          </p>
          {first && <p className="clip">{first.title}</p>}
          {first && (
            <Link to="/errors/$issueId" params={{ issueId: first.id }} className="button primary">
              Open {first.shortId}
            </Link>
          )}
        </div>
      ) : (
        <p>Waiting for the first event. This turns by itself.</p>
      )}
    </div>
  );
}
