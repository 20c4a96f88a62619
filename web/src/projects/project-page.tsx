import { useQuery } from "@tanstack/react-query";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { projectQuery } from "../api/queries.ts";
import { Page } from "../shell/page.tsx";
import { Tabs } from "../shell/tabs.tsx";
import { Icon } from "../ui/icon.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { counted } from "../words/number.ts";
import { platformTitle } from "./platform.ts";
import "../styles/project.css";
import { issuesOf } from "../issues/issue-search.ts";

const TABS = [
  { to: "/projects/$slug", title: "Overview" },
  { to: "/projects/$slug/health", title: "Health" },
  { to: "/projects/$slug/monitors", title: "Monitors" },
  { to: "/projects/$slug/feedback", title: "Feedback" },
  { to: "/projects/$slug/outcomes", title: "Outcomes" },
  { to: "/projects/$slug/keys", title: "Keys" },
  { to: "/projects/$slug/settings", title: "Settings" },
] as const;

/** One project: its head and tabs, the open tab under them. */
export function ProjectPage() {
  const { slug } = useParams({ from: "/shell/projects/$slug" });
  const query = useQuery(projectQuery(slug));
  const project = query.data?.project;
  if (query.isError && !project) {
    return (
      <Page title={slug}>
        <Failed what="This project" error={query.error} retry={query.refetch} />
      </Page>
    );
  }
  return (
    <Page
      title={project?.name ?? slug}
      above={<span>{project ? platformTitle(project.platform) : "Project"}</span>}
      sentence={project ? sentenceOf(project) : "Reading the project"}
      actions={
        <>
          <Link to="/errors" search={issuesOf(slug)} className="button">
            <Icon name="errors" />
            Issues
          </Link>
          <Link to="/alerts/new" search={{ project: slug }} className="button">
            <Icon name="alerts" />
            Create an alert
          </Link>
          <Link to="/projects/$slug/start" params={{ slug }} className="button">
            Set up an SDK
          </Link>
        </>
      }
    >
      <Tabs label="Project">
        {TABS.map(({ to, title }) => (
          <Link key={to} to={to} params={{ slug }} activeOptions={{ exact: true, includeSearch: false }}>
            {title}
          </Link>
        ))}
      </Tabs>
      <div className="tab">{query.data ? <Outlet /> : <SkeletonRows count={5} what="the project" />}</div>
    </Page>
  );
}

function sentenceOf(project: { firstEventAtMs: number | null; unresolvedIssues: number; hourly: number[] }): string {
  if (project.firstEventAtMs === null) return "Waits for its first event";
  const events = project.hourly.reduce((sum, count) => sum + count, 0);
  return `${counted(project.unresolvedIssues, "unresolved issue")}, ${counted(events, "event")} in the last 24 hours`;
}
