/** Filters of the audit log as they stand in the URL. */
export interface AuditSearch {
  action?: string;
  actor?: string;
}

/** Reads filters from untrusted search parameters. */
export function parseAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const search: AuditSearch = {};
  if (typeof raw.action === "string" && raw.action) search.action = raw.action;
  if (typeof raw.actor === "string" && raw.actor) search.actor = raw.actor;
  return search;
}
