import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { InvoiceListRow, ListCursor, ListPage, MoneyLists } from "../../../workers/billing/list/view.ts";
import { request } from "../api/request.ts";
import { listParams } from "./list-params.ts";
import type { ListSearch } from "./list-search.ts";

export type ListName = keyof MoneyLists;

/** A list of the company's money, newest first, a page after the other. */
export const listQuery = <Name extends ListName>(name: Name, search: ListSearch) =>
  infiniteQueryOptions({
    queryKey: ["payments", "list", name, search],
    queryFn: ({ pageParam, signal }) => {
      const after = pageParam && { afterMs: String(pageParam.createdMs), afterId: pageParam.id };
      const text = new URLSearchParams({ ...listParams(search), ...after });
      return request<ListPage<MoneyLists[Name]>>(
        "GET",
        `/console/api/billing/lists/${name}?${text}`,
        undefined,
        signal,
      );
    },
    initialPageParam: null as ListCursor | null, // the newest
    getNextPageParam: ({ next }) => next,
  });

/** The invoices of a number. */
export const numberedQuery = (number: string) =>
  queryOptions({
    queryKey: ["payments", "numbered", number],
    queryFn: ({ signal }) => {
      const path = `/console/api/billing/lists/invoices/numbered?${new URLSearchParams({ number })}`;
      return request<{ invoices: InvoiceListRow[] }>("GET", path, undefined, signal);
    },
  });
