import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ProjectView } from "../../../workers/errors/view.ts";
import { projectsQuery } from "../api/queries.ts";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Sparkline } from "../ui/sparkline.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { counted } from "../words/number.ts";
import { platformTitle } from "./platform.ts";
import "../styles/project.css";
import { issuesOf } from "../issues/issue-search.ts";

/** Every project, with how it does. */
export function ProjectsPage() {
  const query = useQuery({ ...projectsQuery, refetchInterval: 15_000 });
  const mayWrite = useMay("project:write");
  const projects = query.data?.projects;
  const create = mayWrite && (
    <Link to="/new-project" className="button primary">
      <Icon name="plus" />
      Create a project
    </Link>
  );
  return (
    <Page
      title="Projects"
      sentence={projects ? counted(projects.length, "project") : query.isPending && "Counting"}
      actions={create}
    >
      {query.isPending && <SkeletonRows count={5} what="projects" shape="projects-waiting" />}
      {query.isError && !projects && <Failed what="The list of projects" error={query.error} retry={query.refetch} />}
      {projects?.length === 0 && (
        <Empty icon="projects" title="No project yet">
          <p className="muted">
            One project per program is a good start: each has its own DSN, its own issues, its own limits.
          </p>
          {create}
        </Empty>
      )}
      {projects && projects.length > 0 && (
        <ul className="list">
          {projects.map((project) => (
            <ProjectLine key={project.id} project={project} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function ProjectLine({ project }: { project: ProjectView }) {
  const waiting = project.firstEventAtMs === null;
  return (
    <li className="row project-row">
      <div className="grow">
        {waiting ? (
          <Link to="/projects/$slug/start" params={{ slug: project.slug }} className="title clip">
            {project.name}
          </Link>
        ) : (
          <Link to="/projects/$slug" params={{ slug: project.slug }} className="title clip">
            {project.name}
          </Link>
        )}
        <div className="muted small">
          {project.slug} · {platformTitle(project.platform)}
        </div>
      </div>
      {waiting ? (
        <span className="line-up">
          <span className="pulse waiting" />
          Waits for its first event
        </span>
      ) : (
        <>
          <Sparkline counts={project.hourly} unit="hour" />
          <Link to="/errors" search={issuesOf(project.slug)} className="above number project-issues">
            {counted(project.unresolvedIssues, "issue")}
          </Link>
          <span className="number muted project-seen">
            {project.lastEventAtMs !== null && <Moment atMs={project.lastEventAtMs} />}
          </span>
        </>
      )}
    </li>
  );
}
