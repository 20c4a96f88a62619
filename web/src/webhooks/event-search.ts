import { EVENT_TYPES } from "../../../workers/billing/webhook/view.ts";
import type { EventSearch } from "./webhook-api.ts";

/** Reads untrusted search parameters; what is none is left out. */
export function parseEventSearch(raw: Record<string, unknown>): EventSearch {
  const type = EVENT_TYPES.find((each) => each === raw.type);
  return {
    ...(type !== undefined && { type }),
    ...(typeof raw.account === "string" && /^[0-9a-f-]{36}$/.test(raw.account) && { account: raw.account }),
  };
}
