import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { Page } from "../shell/page.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { counted } from "../words/number.ts";
import { IssueFilters } from "./issue-filters.tsx";
import { useIssueList } from "./issue-list.ts";
import { IssueRows } from "./issue-rows.tsx";
import { DEFAULT_QUERY, parseIssueSearch } from "./issue-search.ts";
import { ListHead } from "./list-head.tsx";
import { useListKeys } from "./list-keys.ts";
import { QueryField } from "./query-field.tsx";
import { choiceOf } from "./query-terms.ts";
import { refusedParts } from "./refused-search.ts";

const BulkBar = onDemand(() => import("./bulk-bar.tsx"), { what: "What can be done with them" });
const NoIssues = onDemand(() => import("./no-issues.tsx"));

/** The issues of all projects, or of those that the URL's filters leave. */
export function IssuesPage() {
  const search = useSearch({ from: "/shell/errors/" });
  const navigate = useNavigate();
  const queryInput = useRef<HTMLInputElement>(null);
  const { query, rows, total, more } = useIssueList(search, !search.paused);
  const change = useCallback(
    (edit: object) =>
      navigate({
        to: "/errors",
        search: (now) => parseIssueSearch({ ...now, ...edit }),
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  );
  const list = useListKeys(rows, {
    filter: () => queryInput.current?.focus(),
    toggleLive: () => change({ paused: search.paused ? undefined : "yes" }),
  });
  const asked = search.query ?? DEFAULT_QUERY;
  const status = choiceOf(asked, "status");
  const sentence = query.data
    ? `${counted(total, `${typeof status === "string" ? `${status} ` : ""}issue`)}${more ? ", and more" : ""}`
    : query.isPending && "Counting";
  const refused = refusedParts(query.error);
  return (
    <Page title="Errors" sentence={sentence}>
      <QueryField value={asked} search={(query) => change({ query })} input={queryInput} refused={refused} />
      <IssueFilters search={search} change={change} failing={query.isError && refused.length === 0} />
      {query.isPending && <SkeletonRows count={12} what="issues" shape="issues-waiting headed" />}
      {query.isError && refused.length === 0 && rows.length === 0 && (
        <Failed what="The list of issues" error={query.error} retry={query.refetch} />
      )}
      {query.data && rows.length === 0 && <NoIssues search={search} clear={() => change({ query: undefined })} />}
      {rows.length > 0 && (
        <div className="issues" ref={list.frame}>
          <ListHead rows={rows} selection={list.selection} toggleAll={list.toggleAll} />
          <IssueRows rows={rows} search={search} chosen={list.selection.ids} choose={list.choose} focus={list.focus} />
          <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
        </div>
      )}
      {list.chosen.length > 0 && (
        <BulkBar count={list.chosen.length} setStatus={list.setStatus} ask={list.ask} clear={list.clear} />
      )}
      {list.dialog}
    </Page>
  );
}
