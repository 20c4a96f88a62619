import { fail, ok, type Result } from "../../kit/result.ts";
import type { Level } from "../event.ts";
import type { IssueStatus } from "../view.ts";

/** What a search text asks for. */
export interface IssueSearch {
  status: IssueStatus | "all";
  level?: Level;
  /** `me`, `none`, or the mail address or id of a person. */
  assignee?: string;
  /** Slugs or ids. */
  projects: string[];
  environments: string[];
  text: string;
}

export const QUERY_MAX_LENGTH = 400;

/** Words with Sentry's `key:value` among them; a part in quotes is one word and its spaces belong to it. */
const TOKEN = /(!?)(?:([\w.@-]+):)?(?:"((?:[^"\\]|\\.)*)"|(\S*))/y;

const STATUSES: Readonly<Record<string, IssueStatus>> = {
  unresolved: "unresolved",
  resolved: "resolved",
  ignored: "ignored",
  archived: "ignored",
  muted: "ignored",
};
const LEVELS: readonly Level[] = ["fatal", "error", "warning", "info", "debug"];

/** Reads a search text by Sentry's grammar. What it asks for and we cannot answer is refused, never passed over. */
export function parseIssueQuery(query: string): Result<IssueSearch, "bad-query"> {
  const search: IssueSearch = { status: "all", projects: [], environments: [], text: "" };
  const words: string[] = [];
  const trimmed = query.trim();
  if (trimmed.length > QUERY_MAX_LENGTH) return refuse(`it is longer than ${QUERY_MAX_LENGTH} characters`);
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const [all = "", not, key, quoted, plain = ""] = TOKEN.exec(trimmed) ?? [];
    if (all === "") {
      TOKEN.lastIndex += 1;
      continue;
    }
    TOKEN.lastIndex += /^\s*/.exec(trimmed.slice(TOKEN.lastIndex))?.[0].length ?? 0;
    const value = quoted?.replace(/\\(.)/g, "$1") ?? plain;
    if (key === undefined) {
      if (not) return refuse("free text cannot be negated");
      words.push(value);
      continue;
    }
    if (not) return refuse(`"${key}" cannot be negated`);
    if (value === "") return refuse(`there is nothing after "${key}:"`);
    const refusal = setFilter(search, key.toLowerCase(), value);
    if (refusal !== null) return refuse(refusal);
  }
  search.text = words.join(" ");
  return ok(search);
}

/** Takes one `key:value` into the search. Returns why not when it cannot. */
function setFilter(search: IssueSearch, key: string, value: string): string | null {
  switch (key) {
    case "is":
      return setState(search, value.toLowerCase());
    case "level": {
      const level = LEVELS.find((level) => level === value.toLowerCase());
      if (level === undefined) return `"${value}" is no level; levels are ${LEVELS.join(", ")}`;
      search.level = level;
      return null;
    }
    case "assigned":
    case "assigned_to":
      search.assignee = value;
      return null;
    case "project":
    case "project.name":
    case "project.id":
      search.projects.push(value);
      return null;
    case "environment":
      search.environments.push(value);
      return null;
    default:
      return `"${key}" is not searched by; is, level, assigned, project, environment and free text are`;
  }
}

function setState(search: IssueSearch, state: string): string | null {
  const status = Object.hasOwn(STATUSES, state) ? STATUSES[state] : undefined;
  if (state === "unassigned") search.assignee = "none";
  else if (status === undefined)
    return `"is:${state}" is not known; ${Object.keys(STATUSES).join(", ")} and unassigned are`;
  else if (search.status !== "all" && search.status !== status) return "an issue has one status only";
  else search.status = status;
  return null;
}

const refuse = (why: string) => fail("bad-query", `Error parsing search query: ${why}.`);
