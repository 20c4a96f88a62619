/** What the pages of the books show, in the URL: the last month, how many, in which currency, and which entries. */
export interface MoneySearch {
  month?: string;
  months?: number;
  currency?: string;
  /** Other currencies are taken in at stored rates. */
  convert?: "yes" | "no" | undefined;
  chart?: string;
  kind?: string;
  account?: string;
  corrections?: "yes";
  /** What is expected, in place of what is posted. */
  pending?: "yes";
  /** One of the company's legal entities; all of them together where none is named. */
  entity?: string | undefined;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Reads untrusted search parameters; what is none is left out. */
export function parseMoneySearch(raw: Record<string, unknown>): MoneySearch {
  const text = (name: string) => (typeof raw[name] === "string" && raw[name] !== "" ? raw[name] : undefined);
  const [month, currency, chart, kind, account, entity] = [
    "month",
    "currency",
    "chart",
    "kind",
    "account",
    "entity",
  ].map(text);
  const months = Number(raw.months);
  return {
    ...(month !== undefined && MONTH.test(month) && { month }),
    ...(Number.isInteger(months) && months > 0 && months <= 36 && { months }),
    ...(currency !== undefined && { currency }),
    ...((raw.convert === "yes" || raw.convert === "no") && { convert: raw.convert }),
    ...(chart !== undefined && { chart }),
    ...(kind !== undefined && { kind }),
    ...(account !== undefined && { account }),
    ...(raw.corrections === "yes" && { corrections: "yes" }),
    ...(raw.pending === "yes" && { pending: "yes" }),
    ...(entity !== undefined && { entity }),
  };
}
