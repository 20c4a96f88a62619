import type { JsonObject } from "../../kit/json.ts";
import { blockedOrigin, readCspReport, SELF } from "./csp.ts";
import type { NormalEvent } from "./event.ts";

/** What each directive guards, as Sentry's titles call it; other directives go by their own name. */
const GUARDED: ReadonlyMap<string, string> = new Map([
  ["child-src", "child"],
  ["connect-src", "connect"],
  ["font-src", "font"],
  ["img-src", "image"],
  ["manifest-src", "manifest"],
  ["media-src", "media"],
  ["object-src", "object"],
  ["script-src", "script"],
  ["script-src-elem", "script"],
  ["style-src", "style"],
  ["style-src-elem", "style"],
]);

/** Titles for what the page itself did, where the common form would mislead. */
const OWN_FAULT: ReadonlyMap<string, string> = new Map([
  ["script-src", "Blocked unsafe (eval() or inline) 'script'"],
  ["script-src-attr", "Blocked unsafe 'script' element"],
  ["script-src-elem", "Blocked inline script attribute"],
  ["style-src-elem", "Blocked 'style' or 'link' element"],
  ["style-src-attr", "Blocked style attribute"],
]);

/** Titles for what came from elsewhere, where the common form would mislead; the origin follows. */
const FOREIGN: ReadonlyMap<string, string> = new Map([
  ["form-action", "Blocked 'form' action to"],
  ["script-src-attr", "Blocked inline script attribute from"],
  ["style-src-attr", "Blocked style attribute from"],
]);

/** The one-line message of a browser's security report; null when the event has none. */
export function securityMessage(event: NormalEvent): string | null {
  if (event.csp) return cspMessage(event.csp);
  if (event.hpkp) return hostMessage("Public key pinning validation failed", event.hpkp.hostname);
  if (event.expectct) return hostMessage("Expect-CT failed", event.expectct.hostname);
  if (event.expectstaple) return hostMessage("Expect-Staple failed", event.expectstaple.hostname);
  return null;
}

function cspMessage(csp: JsonObject): string {
  const { directive, blockedUri } = readCspReport(csp);
  if (directive === "script-src" && blockedUri === "inline") return "Blocked unsafe inline 'script'";
  if (directive === "script-src" && blockedUri === "eval") return "Blocked unsafe eval() 'script'";
  const origin = blockedOrigin(blockedUri);
  const guarded = GUARDED.get(directive) ?? directive;
  if (origin === SELF) return OWN_FAULT.get(directive) ?? `Blocked inline '${guarded}'`;
  return `${FOREIGN.get(directive) ?? `Blocked '${guarded}' from`} '${origin}'`;
}

const hostMessage = (what: string, hostname: unknown): string =>
  typeof hostname === "string" && hostname !== "" ? `${what} for '${hostname}'` : what;
