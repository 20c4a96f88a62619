import { useQuery } from "@tanstack/react-query";
import { projectsQuery, tagValuesQuery } from "../api/queries.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuChoice } from "../ui/menu-item.tsx";
import { DEFAULT_QUERY, ISSUE_SORTS, type IssueSearch, type IssueSort } from "./issue-search.ts";
import { LiveToggle } from "./live-toggle.tsx";
import { type Choice, choiceOf, choose, STATUSES } from "./query-terms.ts";

const STATUS_WORDS: Record<string, string> = { unresolved: "Unresolved", resolved: "Resolved", ignored: "Ignored" };
const SORT_WORDS: Record<IssueSort, string> = {
  "last-seen": "last seen",
  "first-seen": "first seen",
  events: "events",
  users: "users",
};

interface IssueFiltersProps {
  search: IssueSearch;
  /** Changes some of the search; an undefined part goes back to its default. */
  change: (edit: Partial<Record<keyof IssueSearch, string | undefined>>) => void;
  /** Following what arrives does not work at the moment. */
  failing: boolean;
}

/** The search as a sentence: "Unresolved issues of all projects in all environments by last seen". */
export function IssueFilters({ search, change, failing }: IssueFiltersProps) {
  const projects = useQuery(projectsQuery).data?.projects ?? [];
  const environments = useQuery(tagValuesQuery({ key: "environment" })).data?.values ?? [];
  const query = search.query ?? DEFAULT_QUERY;
  const sort = search.sort ?? "last-seen";
  const set = (choice: Choice, value: string | null) => change({ query: choose(query, choice, value) });
  return (
    <div className="context-strip">
      <ChoiceMenu
        what="Status"
        chosen={choiceOf(query, "status")}
        any="All"
        options={STATUSES.map((status) => [status, STATUS_WORDS[status] ?? status])}
        choose={(value) => set("status", value)}
      />
      <span className="joiner">issues of</span>
      <ChoiceMenu
        what="Project"
        chosen={choiceOf(query, "project")}
        any="all projects"
        options={projects.map(({ slug, name }) => [slug, name])}
        choose={(value) => set("project", value)}
      />
      <span className="joiner">in</span>
      <ChoiceMenu
        what="Environment"
        chosen={choiceOf(query, "environment")}
        any="all environments"
        options={environments.map((name) => [name, name])}
        choose={(value) => set("environment", value)}
      />
      <span className="joiner">by</span>
      <Menu
        label={`Sort: ${SORT_WORDS[sort]}`}
        buttonClass={search.sort ? "chip chosen" : "chip"}
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
      {search.query !== undefined && (
        <button type="button" className="button quiet small" onClick={() => change({ query: undefined })}>
          Clear the search
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

interface ChoiceMenuProps {
  what: string;
  chosen: string | null | { several: string };
  /** The word for no choice. */
  any: string;
  options: [value: string, word: string][];
  choose: (value: string | null) => void;
}

/** One choice of the search as a word that opens the others. */
function ChoiceMenu({ what, chosen, any, options, choose }: ChoiceMenuProps) {
  const one = typeof chosen === "string" ? chosen : null;
  const word = options.find(([value]) => value === one)?.[1] ?? one;
  const shown = chosen === null ? any : (word ?? (typeof chosen === "object" ? chosen.several : any));
  return (
    <Menu
      label={`${what}: ${shown}`}
      buttonClass={chosen === null || chosen === "unresolved" ? "chip" : "chip chosen"}
      button={
        <>
          <span className="clip">{shown}</span>
          <Icon name="down" />
        </>
      }
    >
      <MenuChoice chosen={chosen === null} onChoose={() => choose(null)}>
        {any.charAt(0).toUpperCase() + any.slice(1)}
      </MenuChoice>
      {options.map(([value, word]) => (
        <MenuChoice key={value} chosen={value === one} onChoose={() => choose(value)}>
          {word}
        </MenuChoice>
      ))}
    </Menu>
  );
}
