import type { JsonObject } from "../../kit/json.ts";

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

/** Schemes whose URIs name a host: written with `//` even when the host is missing. */
const HOST_SCHEMES: ReadonlySet<string> = new Set(["http", "https", "ws", "wss", "ftp", "file"]);

const SCHEME_AND_HOST = /^([^:]*):?(?:\/\/([^/?#]*))?/;

/** The blocked thing without its path: a host for the web, `'self'` for the page itself, `data:` for a scheme. */
export function blockedOrigin(blockedUri: string): string {
  if (blockedUri === "" || blockedUri === "self" || blockedUri === SELF) return SELF;
  const [, scheme = "", host = ""] = SCHEME_AND_HOST.exec(blockedUri) ?? [];
  if (host !== "" && (scheme === "http" || scheme === "https")) return host;
  return host !== "" || HOST_SCHEMES.has(scheme) ? `${scheme}://${host}` : `${scheme}:`;
}
