import { DEFAULT_QUERY } from "./issue-search.ts";

/** Searches that are remembered in this browser. */
export const RECENT_MAX = 8;

const KEY = "recent-searches";

/** The searches that were made here, newest first. */
export function recentQueries(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((query) => typeof query === "string").slice(0, RECENT_MAX) : [];
  } catch {
    // Storage is refused, or holds what something else wrote: there is nothing to offer.
    return [];
  }
}

/** Puts a search at the top of those that are remembered. */
export function rememberQuery(query: string): void {
  if (query === "" || query === DEFAULT_QUERY) return;
  const queries = [query, ...recentQueries().filter((one) => one !== query)].slice(0, RECENT_MAX);
  try {
    localStorage.setItem(KEY, JSON.stringify(queries));
  } catch {
    // Remembering is a convenience: without storage there is none.
  }
}
