import { type CustomerSearch, parseCustomerSearch } from "./customer-search.ts";

/** Filters that are kept in this browser at most. */
export const SAVED_MAX = 12;

const KEY = "apiary.customer-filters";

/** A filter under a name that somebody gave it. */
export interface SavedFilter {
  name: string;
  search: CustomerSearch;
}

/** The filters that were saved here, in the order of saving. */
export function savedFilters(): SavedFilter[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.slice(0, SAVED_MAX).flatMap((one: unknown) => {
      if (typeof one !== "object" || one === null || !("name" in one) || !("search" in one)) return [];
      const { name, search } = one;
      if (typeof name !== "string" || typeof search !== "object" || search === null) return [];
      return [{ name, search: parseCustomerSearch({ ...search }) }];
    });
  } catch {
    // Storage is refused, or holds what something else wrote: nothing was saved.
    return [];
  }
}

/** Keeps a filter under a name, instead of another one of that name; the oldest goes beyond the limit. Returns all. */
export function saveFilter(filter: SavedFilter): SavedFilter[] {
  return keep([...savedFilters().filter(({ name }) => name !== filter.name), filter].slice(-SAVED_MAX));
}

/** Forgets a filter. Returns the rest. */
export const forgetFilter = (name: string): SavedFilter[] => keep(savedFilters().filter((one) => one.name !== name));

function keep(filters: SavedFilter[]): SavedFilter[] {
  try {
    localStorage.setItem(KEY, JSON.stringify(filters));
  } catch {
    // Without storage the filter is in the address all the same.
  }
  return filters;
}
