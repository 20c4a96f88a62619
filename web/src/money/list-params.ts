import { DAY_MS } from "../../../workers/kit/time.ts";
import { minorAmount } from "./amount.ts";
import type { ListSearch } from "./list-search.ts";

/** A search as the server is asked: minor units and moments. Amounts without a currency narrow nothing. */
export function listParams({ min, max, from, to, ...search }: ListSearch): Record<string, string> {
  const { currency } = search;
  const amount = (text: string | undefined) => {
    const minor = text === undefined || currency === undefined ? Number.NaN : minorAmount(text, currency);
    return Number.isNaN(minor) ? undefined : String(minor);
  };
  const asked = {
    ...search,
    min: amount(min),
    max: amount(max),
    fromMs: from && String(Date.parse(from)),
    toMs: to && String(Date.parse(to) + DAY_MS),
  };
  return Object.fromEntries(
    Object.entries(asked).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}
