/** States that the list of customers is narrowed to. */
export const STATES = ["active", "trial", "past-due", "frozen", "paused", "cancelled"] as const;
/** What of an account waits for somebody, and the words for it. */
export const NEEDS = [
  ["payment", "a payment fails"],
  ["review", "a comp to be reviewed"],
  ["effect", "something is parked"],
] as const;

/** What the list of customers is narrowed to, in the address. */
export interface CustomerSearch {
  query?: string;
  status?: (typeof STATES)[number];
  comped?: "true" | "false";
  plan?: string;
  needs?: (typeof NEEDS)[number][0];
  /** Those that were opened before this place in the order of opening. */
  before?: number;
}

/** Reads an address; what it does not know is not there. */
export function parseCustomerSearch(raw: Record<string, unknown>): CustomerSearch {
  const status = STATES.find((state) => state === raw.status);
  const needs = NEEDS.find(([name]) => name === raw.needs)?.[0];
  const comped = (["true", "false"] as const).find((word) => word === raw.comped);
  const before = Number(raw.before);
  return {
    ...(typeof raw.query === "string" && raw.query !== "" && { query: raw.query }),
    ...(status && { status }),
    ...(comped && { comped }),
    ...(typeof raw.plan === "string" && raw.plan !== "" && { plan: raw.plan }),
    ...(needs && { needs }),
    ...(Number.isSafeInteger(before) && before > 0 && { before }),
  };
}

/** What a search leaves, as a sentence names it. */
export function searchWords({ query, status, comped, plan, needs }: CustomerSearch): string {
  const words = [
    query && `“${query}”`,
    status?.replace("-", " "),
    comped === "true" ? "comped" : comped === "false" ? "not comped" : undefined,
    plan && `on ${plan}`,
    NEEDS.find(([name]) => name === needs)?.[1],
  ];
  return words.filter(Boolean).join(", ");
}
