/** The list's search, order and whether it follows, as they stand in the URL; what is absent has its default. */
export interface IssueSearch {
  /** In Sentry's language. Default `DEFAULT_QUERY`; empty asks for all. */
  query?: string;
  /** Default `last-seen`. */
  sort?: IssueSort;
  /** Present when the list does not follow what arrives. */
  paused?: "yes";
}

export const DEFAULT_QUERY = "is:unresolved";
export const ISSUE_SORTS = ["last-seen", "first-seen", "events", "users"] as const;
export type IssueSort = (typeof ISSUE_SORTS)[number];
/** As many characters as the server reads. */
export const MAX_QUERY_LENGTH = 500;

/** Reads the search from untrusted parameters; what is unknown or the default falls away. */
export function parseIssueSearch(raw: Record<string, unknown>): IssueSearch {
  const search: IssueSearch = {};
  const query = text(raw.query)?.slice(0, MAX_QUERY_LENGTH);
  const sort = ISSUE_SORTS.find((name) => name === raw.sort);
  if (query !== undefined && query !== DEFAULT_QUERY) search.query = query;
  if (sort && sort !== "last-seen") search.sort = sort;
  if (raw.paused === "yes") search.paused = "yes";
  return search;
}

/** The search as the API takes it. */
export interface IssueParams {
  query: string;
  sort: IssueSort;
  limit: string;
}

/** The same as the API's query parameters, for pages of `limit` rows. */
export const issueParams = (
  { query = DEFAULT_QUERY, sort = "last-seen" }: IssueSearch,
  limit: number,
): IssueParams => ({
  query,
  sort,
  limit: String(limit),
});

/** The search for a project's open issues. */
export const issuesOf = (slug: string): IssueSearch & { query: string } => ({
  query: `${DEFAULT_QUERY} project:${slug}`,
});

/** The search for a project's open issues that have a tag. */
export function issuesWith(slug: string, tag: string, value: string): IssueSearch {
  const key = /^[\w.-]+$/.test(tag) ? tag : `tags["${tag}"]`;
  return { query: `${issuesOf(slug).query} ${key}:"${value.replace(/["*\\]/g, "\\$&")}"` };
}

/** Whether a query asks for states, so that an issue whose state changes leaves its list. */
export const asksForState = (query: string = DEFAULT_QUERY): boolean =>
  /(?:^|\s)!?is:(?!assigned|unassigned|unhandled)/i.test(query);

function text(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" ? value.trim() : undefined;
}
