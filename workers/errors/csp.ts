import type { JsonObject } from "./event.ts";

/** A browser's report that a page broke its content security policy, with the parts that name an issue. */
export interface CspReport {
  /** The directive that was in force, without its sources: `script-src`. */
  directive: string;
  blockedUri: string;
  violatedDirective: string;
}

export const SELF = "'self'";

/** Reads the stored report. Firefox leaves the effective directive out; the violated one begins with it. */
export function readCspReport(csp: JsonObject): CspReport {
  const violatedDirective = text(csp.violated_directive);
  const [directive = ""] = (text(csp.effective_directive) || violatedDirective).split(" ");
  return { directive, violatedDirective, blockedUri: text(csp.blocked_uri) };
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** The blocked thing without its path: a host for the web, `'self'` for the page itself, `data:` for a bare scheme. */
export function blockedOrigin(blockedUri: string): string {
  if (blockedUri === "" || blockedUri === "self" || blockedUri === SELF) return SELF;
  if (!blockedUri.includes(":")) return `${blockedUri}:`;
  const [, scheme = "", host = ""] = /^([^:]*):(?:\/\/([^/?#]*))?/.exec(blockedUri) ?? [];
  if (scheme === "http" || scheme === "https") return host;
  return host === "" ? `${scheme}:` : `${scheme}://${host}`;
}
