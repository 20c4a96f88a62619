/** States that the list of customers is narrowed to. */
export const STATES = ["active", "trial", "past-due", "frozen", "paused", "cancelled"] as const;

/** What the list of customers is narrowed to, in the address. */
export interface CustomerSearch {
  query?: string;
  status?: (typeof STATES)[number];
  comped?: "true";
}

/** Reads an address; what it does not know is not there. */
export function parseCustomerSearch(raw: Record<string, unknown>): CustomerSearch {
  const status = STATES.find((state) => state === raw.status);
  return {
    ...(typeof raw.query === "string" && raw.query !== "" && { query: raw.query }),
    ...(status && { status }),
    ...(raw.comped === "true" && { comped: "true" as const }), // the literal, not any text
  };
}
