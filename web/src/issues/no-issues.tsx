import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { projectsQuery } from "../api/queries.ts";
import { Empty } from "../ui/state.tsx";
import type { IssueSearch } from "./issue-search.ts";

/** Why the list is empty, and what to do about it. */
export default function NoIssues({ search, clear }: { search: IssueSearch; clear: () => void }) {
  const projects = useQuery(projectsQuery).data?.projects;
  if (projects?.length === 0) {
    return (
      <Empty icon="projects" title="No project sends errors yet">
        <p className="muted">A project gives you a DSN. Any Sentry SDK sends to it.</p>
        <Link to="/new-project" className="button primary">
          Create a project
        </Link>
      </Empty>
    );
  }
  if (search.query !== undefined) {
    return (
      <Empty icon="filter" title="No issue fits this search">
        <button type="button" className="button" onClick={clear}>
          Clear the search
        </button>
      </Empty>
    );
  }
  const waiting = projects?.filter((project) => project.firstEventAtMs === null) ?? [];
  return (
    <Empty icon="check" title="Nothing is unresolved">
      <p className="muted">New issues appear here by themselves.</p>
      {waiting.map((project) => (
        <Link key={project.id} to="/projects/$slug/start" params={{ slug: project.slug }} className="button">
          {project.name} waits for its first event
        </Link>
      ))}
    </Empty>
  );
}
