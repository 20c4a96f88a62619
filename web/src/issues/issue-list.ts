import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { IssueRow } from "../../../workers/errors/view.ts";
import { issuesQuery, LIVE_MS } from "../api/queries.ts";
import { asksForState, type IssueSearch } from "./issue-search.ts";
import { changed, usePendingChanges } from "./pending-change.ts";

/** The issues that fit a search, as far as loaded, following what arrives unless paused. */
export function useIssueList(search: IssueSearch, live: boolean) {
  const query = useInfiniteQuery({
    ...issuesQuery(search),
    // Each loaded page is asked for again, so many pages are asked for less often.
    refetchInterval: (current) => (live ? LIVE_MS * Math.max(1, current.state.data?.pages.length ?? 1) : false),
  });
  const changes = usePendingChanges();
  const stated = asksForState(search.query);
  const pages = query.data?.pages;
  const rows = useMemo(() => {
    const unique = new Map<string, IssueRow>();
    // An issue that moved between two pages while they loaded is in both.
    for (const row of pages?.flatMap((page) => page.rows) ?? []) {
      const now = changed(row, changes);
      const leaves = changes.get(row.id)?.removed || (stated && now.status !== row.status);
      if (!leaves) unique.set(row.id, now);
    }
    return [...unique.values()];
  }, [pages, changes, stated]);
  const first = pages?.[0];
  return { query, rows, total: first?.total ?? 0, more: first?.more ?? false };
}
