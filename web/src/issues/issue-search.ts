import type { IssueRow, IssueStatus } from "../../../workers/errors/view.ts";

/** The filters of the issues list as they stand in the URL; what is absent has its default. */
export interface IssueSearch {
  project?: string;
  environment?: string;
  /** Default `unresolved`. */
  status?: IssueStatus | "all";
  query?: string;
  /** Default `last-seen`. */
  sort?: IssueSort;
  /** Present when the list does not follow what arrives. */
  paused?: "yes";
}

export const ISSUE_SORTS = ["last-seen", "first-seen", "events", "users"] as const;
export type IssueSort = (typeof ISSUE_SORTS)[number];
export const ISSUE_STATUSES = ["unresolved", "resolved", "ignored", "all"] as const;
export const MAX_QUERY_LENGTH = 200;

/** Reads filters from untrusted search parameters; what is unknown or the default falls away. */
export function parseIssueSearch(raw: Record<string, unknown>): IssueSearch {
  const search: IssueSearch = {};
  const project = text(raw.project);
  const environment = text(raw.environment);
  const query = text(raw.query)?.slice(0, MAX_QUERY_LENGTH);
  const status = ISSUE_STATUSES.find((name) => name === raw.status);
  const sort = ISSUE_SORTS.find((name) => name === raw.sort);
  if (project) search.project = project;
  if (environment) search.environment = environment;
  if (query) search.query = query;
  if (status && status !== "unresolved") search.status = status;
  if (sort && sort !== "last-seen") search.sort = sort;
  if (raw.paused === "yes") search.paused = "yes";
  return search;
}

/** The filters as the API takes them. */
export interface IssueParams {
  status: IssueStatus | "all";
  sort: IssueSort;
  query: string;
  limit: string;
  project?: string;
  environment?: string;
}

/** The same filters as the API's query parameters, for pages of `limit` rows. */
export function issueParams(search: IssueSearch, limit: number): IssueParams {
  const params: IssueParams = {
    status: search.status ?? "unresolved",
    sort: search.sort ?? "last-seen",
    query: search.query ?? "",
    limit: String(limit),
  };
  if (search.project) params.project = search.project;
  if (search.environment) params.environment = search.environment;
  return params;
}

/** True when a filter beyond the default narrows the list. */
export const isNarrowed = (search: IssueSearch): boolean =>
  Boolean(search.project || search.environment || search.query || search.status);

/** Whether an issue still belongs to a list after its status changed. */
export const belongs = (row: IssueRow, status: string): boolean => status === "all" || row.status === status;

function text(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
