import { DAY_MS } from "../../../workers/kit/time.ts";
import { minorAmount } from "./amount.ts";

/** What a list of money is narrowed to, in the address. Days are UTC's, as in the books; amounts need their currency. */
export interface ListSearch {
  status?: string;
  gateway?: string;
  currency?: string;
  /** As people write them: `10.50`. */
  min?: string;
  max?: string;
  /** `YYYY-MM-DD`, both in it. */
  from?: string;
  to?: string;
  account?: string;
}

const TEXTS = ["status", "gateway", "currency", "min", "max", "account"] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads untrusted search parameters; what is none is left out. */
export function parseListSearch(raw: Record<string, unknown>): ListSearch {
  const search: ListSearch = {};
  for (const name of TEXTS) {
    const value = raw[name];
    if (typeof value === "string" && value !== "") search[name] = value;
  }
  for (const name of ["from", "to"] as const) {
    const value = raw[name];
    if (typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value))) search[name] = value;
  }
  return search;
}

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
