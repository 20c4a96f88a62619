import type { JsonObject } from "../../kit/json.ts";
import { blockedOrigin, type CspReport, readCspReport, SELF } from "../event/csp.ts";
import { branch, type Component, leaf, withheld } from "./component.ts";
import type { GroupingContext } from "./context.ts";
import type { Trees } from "./variant.ts";

/** A report on the content security policy groups by directive and by what was blocked. */
export function cspTrees({ event }: GroupingContext): Trees | null {
  if (!event.csp) return null;
  const report = readCspReport(event.csp);
  const origin = leaf("uri", blockedOrigin(report.blockedUri));
  const violation = localScriptViolation(report);
  const parts = violation
    ? [leaf("violation", violation), withheld(origin, "ignored because the violation takes precedence")]
    : [withheld(leaf("violation", undefined), "not a violation by the page's own scripts"), origin];
  return { default: branch("csp", [leaf("salt", report.directive), ...parts]) };
}

/** What an own script did that the policy forbids. */
function localScriptViolation(report: CspReport): string | null {
  if (report.directive !== "script-src" || blockedOrigin(report.blockedUri) !== SELF) return null;
  return ["'unsafe-inline'", "'unsafe-eval'"].find((source) => report.violatedDirective.includes(source)) ?? null;
}

/** The reports of retired browser features: each groups by the host that it is about. */
export const hpkpTrees = ({ event }: GroupingContext): Trees | null => hostReport("hpkp", event.hpkp);
export const expectStapleTrees = ({ event }: GroupingContext): Trees | null =>
  hostReport("expect-staple", event.expectstaple);
export const expectCtTrees = ({ event }: GroupingContext): Trees | null => hostReport("expect-ct", event.expectct);

function hostReport(id: string, report: JsonObject | undefined): Trees | null {
  if (!report) return null;
  const hostname: Component = leaf("hostname", typeof report.hostname === "string" ? report.hostname : undefined);
  return { default: branch(id, [leaf("salt", id), hostname]) };
}
