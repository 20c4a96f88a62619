import {
  TIMELINE_ACTORS,
  TIMELINE_KINDS,
  type TimelineActor,
  type TimelineKind,
} from "../../../workers/billing/account/view.ts";
import { type CustomerSearch, parseCustomerSearch } from "./customer-search.ts";

/**
 * What an account's page shows, in the address: an open dialog and what it is about, what its timeline is narrowed to, and
 * the list that it was opened from.
 */
export interface AccountSearch extends CustomerSearch {
  do?: string;
  on?: string;
  kind?: TimelineKind;
  actor?: TimelineActor;
}

/** Reads an address; what it does not know is not there. */
export function parseAccountSearch(raw: Record<string, unknown>): AccountSearch {
  const kind = TIMELINE_KINDS.find((name) => name === raw.kind);
  const actor = TIMELINE_ACTORS.find((name) => name === raw.actor);
  return {
    ...parseCustomerSearch(raw),
    ...(typeof raw.do === "string" && raw.do !== "" && { do: raw.do }),
    ...(typeof raw.on === "string" && raw.on !== "" && { on: raw.on }),
    ...(kind && { kind }),
    ...(actor && { actor }),
  };
}
