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
