import { useQuery } from "@tanstack/react-query";
import type { RefObject } from "react";
import { environmentsQuery, projectsQuery } from "../api/queries.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuChoice } from "../ui/menu-item.tsx";
import { ISSUE_SORTS, ISSUE_STATUSES, type IssueSearch, type IssueSort, isNarrowed } from "./issue-search.ts";
import { LiveToggle } from "./live-toggle.tsx";
import { QueryField } from "./query-field.tsx";

export const STATUS_WORDS = { unresolved: "Unresolved", resolved: "Resolved", ignored: "Ignored", all: "All" } as const;
const SORT_WORDS: Record<IssueSort, string> = {
  "last-seen": "last seen",
  "first-seen": "first seen",
  events: "events",
  users: "users",
};

interface IssueFiltersProps {
  search: IssueSearch;
  /** Changes some of the filters; an undefined one goes back to its default. */
  change: (edit: Partial<Record<keyof IssueSearch, string | undefined>>) => void;
  queryInput: RefObject<HTMLInputElement | null>;
  /** Following what arrives does not work at the moment. */
  failing: boolean;
}

/** The filters as a sentence: "Unresolved issues of all projects in all environments by last seen". */
export function IssueFilters({ search, change, queryInput, failing }: IssueFiltersProps) {
  const projects = useQuery(projectsQuery).data?.projects ?? [];
  const environments = useQuery(environmentsQuery).data?.environments ?? [];
  const status = search.status ?? "unresolved";
  const sort = search.sort ?? "last-seen";
  const projectName = projects.find((project) => project.slug === search.project)?.name ?? search.project;
  return (
    <div className="context-strip">
      <Menu
        label={`Status: ${STATUS_WORDS[status]}`}
        buttonClass={chip(search.status)}
        button={
          <>
            {STATUS_WORDS[status]}
            <Icon name="down" />
          </>
        }
      >
        {ISSUE_STATUSES.map((name) => (
          <MenuChoice key={name} chosen={name === status} onChoose={() => change({ status: name })}>
            {STATUS_WORDS[name]}
          </MenuChoice>
        ))}
      </Menu>
      <span className="joiner">issues of</span>
      <Menu
        label={`Project: ${projectName ?? "all projects"}`}
        buttonClass={chip(search.project)}
        button={
          <>
            <span className="clip">{projectName ?? "all projects"}</span>
            <Icon name="down" />
          </>
        }
      >
        <MenuChoice chosen={!search.project} onChoose={() => change({ project: undefined })}>
          All projects
        </MenuChoice>
        {projects.map((project) => (
          <MenuChoice
            key={project.slug}
            chosen={project.slug === search.project}
            onChoose={() => change({ project: project.slug })}
          >
            {project.name}
          </MenuChoice>
        ))}
      </Menu>
      <span className="joiner">in</span>
      <Menu
        label={`Environment: ${search.environment ?? "all environments"}`}
        buttonClass={chip(search.environment)}
        button={
          <>
            <span className="clip">{search.environment ?? "all environments"}</span>
            <Icon name="down" />
          </>
        }
      >
        <MenuChoice chosen={!search.environment} onChoose={() => change({ environment: undefined })}>
          All environments
        </MenuChoice>
        {environments.map((name) => (
          <MenuChoice key={name} chosen={name === search.environment} onChoose={() => change({ environment: name })}>
            {name}
          </MenuChoice>
        ))}
      </Menu>
      <span className="joiner">by</span>
      <Menu
        label={`Sort: ${SORT_WORDS[sort]}`}
        buttonClass={chip(search.sort)}
        button={
          <>
            {SORT_WORDS[sort]}
            <Icon name="down" />
          </>
        }
      >
        {ISSUE_SORTS.map((name) => (
          <MenuChoice key={name} chosen={name === sort} onChoose={() => change({ sort: name })}>
            {SORT_WORDS[name]}
          </MenuChoice>
        ))}
      </Menu>
      <QueryField
        value={search.query ?? ""}
        input={queryInput}
        onChange={(query) => change({ query: query || undefined })}
      />
      {isNarrowed(search) && (
        <button
          type="button"
          className="button quiet small"
          onClick={() => change({ status: undefined, project: undefined, environment: undefined, query: undefined })}
        >
          Clear filters
        </button>
      )}
      <LiveToggle
        live={!search.paused}
        failing={failing}
        setLive={(live) => change({ paused: live ? undefined : "yes" })}
      />
    </div>
  );
}

const chip = (set: unknown): string => (set ? "chip chosen" : "chip");
