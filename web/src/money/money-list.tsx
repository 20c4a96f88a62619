import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { MoneyLists } from "../../../workers/billing/list/view.ts";
import type { Command } from "../keyboard/keymap.ts";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { type ListName, listQuery } from "./list-api.ts";
import { ListFilters } from "./list-filters.tsx";
import { parseListSearch } from "./list-search.ts";

interface MoneyListProps<Name extends ListName> {
  name: Name;
  /** What is listed, in the plural. */
  what: string;
  /** States and their words. */
  states: readonly (readonly [value: string, words: string])[];
  /** Gateways to choose from; absent where rows have none. */
  gateways?: readonly string[];
  columns: readonly TableColumn[];
  /** The keys that choose from a row's menu. */
  keys?: readonly Command[];
  /** What is shown while there is nothing, and nothing narrows. */
  empty: ReactNode;
  row: (row: MoneyLists[Name]) => ReactNode;
}

/** A list of the company's money: filters as a sentence in the address, rows, and the way further back. */
export function MoneyList<Name extends ListName>({
  name,
  what,
  columns,
  keys,
  empty,
  row,
  ...filters
}: MoneyListProps<Name>) {
  const search = parseListSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const query = useInfiniteQuery(listQuery(name, search));
  const frame = useRowKeys<HTMLDivElement>(keys);
  const rows = query.data?.pages.flatMap((page) => page.rows);
  const isNarrowed = Object.keys(search).length > 0;
  const change = (edit: Parameters<typeof parseListSearch>[0]) =>
    void navigate({ to: ".", search: parseListSearch({ ...search, ...edit }), replace: true });
  const clear = () => void navigate({ to: ".", search: {}, replace: true });
  // So much was looked through for nothing that the reader says whether to go on.
  const inVain = query.hasNextPage && query.data?.pages.at(-1)?.rows.length === 0;
  return (
    <div className="stack" ref={frame}>
      <ListFilters {...filters} ofAccount={name !== "payouts"} search={search} change={change} clear={clear} />
      {query.isPending && <SkeletonRows count={8} what={what} />}
      {query.isError && !rows && (
        <Failed what={`The list of ${what}`} error={query.error} retry={() => void query.refetch()} />
      )}
      {rows && rows.length > 0 && <Table columns={columns}>{rows.map(row)}</Table>}
      {rows?.length === 0 && !isNarrowed && empty}
      {rows?.length === 0 && isNarrowed && !inVain && (
        <Empty icon="search" title={`No ${what} like that`}>
          <button type="button" className="button" onClick={clear}>
            Show all {what}
          </button>
        </Empty>
      )}
      {inVain ? (
        <button type="button" className="button load-more" onClick={() => void query.fetchNextPage()}>
          {query.isFetchingNextPage ? "Looking" : "None so far. Look further back"}
        </button>
      ) : (
        <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
      )}
    </div>
  );
}
