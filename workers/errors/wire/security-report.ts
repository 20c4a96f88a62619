import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import { fail, ok, type Result } from "../../kit/result.ts";
import { blockedOrigin, readCspReport } from "../event/csp.ts";
import type { EventType } from "../event/event.ts";
import { parseJson } from "../json.ts";

/** Reports come from browsers in small numbers; a batch of more is not one browser's. */
export const REPORTS_PER_REQUEST = 20;
export const REPORT_BYTES = 64 * 1024;

export type SecurityReportFault =
  | "bad-json"
  | "report-too-large"
  | "too-many-reports"
  | "unknown-report"
  | "bad-report"
  | "unsupported-report";

/** What the query of the reporting URL says about the page's application. */
export interface ReportedApplication {
  release: string | null;
  environment: string | null;
}

/**
 * Reads the body of the security endpoint: the one object of `report-uri` (CSP, Expect-CT, Expect-Staple, HPKP) or the
 * list of the Reporting API (CSP). Each report becomes a raw event, to be normalised like any other; its message is
 * made from the report when it is shown. Network error logs and other kinds are `unsupported-report`, and in a list
 * with kinds that are supported they are left out.
 */
export function securityEvents(
  body: Uint8Array,
  application: ReportedApplication,
): Result<JsonObject[], SecurityReportFault> {
  if (body.length > REPORT_BYTES) return fail("report-too-large", `A report is over ${REPORT_BYTES} bytes.`);
  const parsed = parseJson(body);
  if (!parsed.ok) return parsed;
  const reports = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  if (reports.length > REPORTS_PER_REQUEST) {
    return fail("too-many-reports", `A request holds ${REPORTS_PER_REQUEST} reports at most.`);
  }
  const read = reports.map(readReport);
  const events = read.flatMap((event) => (event.ok ? [{ ...event.value, ...application }] : []));
  if (events.length > 0) return ok(events);
  return read.find((event) => !event.ok) ?? fail("unknown-report", "The list of reports is empty.");
}

function readReport(sent: Json): Result<JsonObject, SecurityReportFault> {
  if (!isObject(sent)) return fail("bad-report", "A report is an object.");
  if (isObject(sent["csp-report"])) return cspEvent(underscored(sent["csp-report"]));
  if (sent.type === "csp-violation" && isObject(sent.body)) {
    return cspEvent({ document_uri: sent.url ?? null, ...underscored(sent.body) });
  }
  if (isObject(sent["expect-ct-report"])) return hostEvent("expectct", sent["expect-ct-report"]);
  if (isObject(sent["expect-staple-report"])) return hostEvent("expectstaple", sent["expect-staple-report"]);
  if ("known-pins" in sent) return hostEvent("hpkp", sent);
  if (typeof sent.type === "string") {
    return fail("unsupported-report", `Reports of type ${sent.type.slice(0, 64)} are not taken.`);
  }
  return fail("unknown-report", "The report is of no kind that there is.");
}

function cspEvent(report: JsonObject): Result<JsonObject, SecurityReportFault> {
  const { directive, blockedUri } = readCspReport(report);
  if (directive === "") return fail("bad-report", "The report does not say which directive was violated.");
  const tags = [
    ["effective-directive", directive],
    ["blocked-uri", blockedOrigin(blockedUri)],
  ];
  return ok({
    ...eventOf("csp", { ...report, effective_directive: directive }, tags),
    culprit: cspCulprit(report),
    request: requestOf(report.document_uri ?? null, report.referrer),
  });
}

/** A report on a host's certificate. */
function hostEvent(type: EventType, sent: JsonObject): Result<JsonObject, SecurityReportFault> {
  const report = underscored(sent);
  const { hostname, port } = report;
  if (typeof hostname !== "string" || hostname === "") return fail("bad-report", "The report names no host.");
  const tags = [["hostname", hostname]];
  if (typeof port === "number") tags.push(["port", String(port)]);
  return ok({ ...eventOf(type, report, tags), culprit: hostname, request: requestOf(hostname, null) });
}

const eventOf = (type: EventType, report: JsonObject, tags: string[][]): JsonObject => ({
  type,
  logger: type,
  platform: "javascript",
  [type]: report,
  tags,
});

function requestOf(url: Json, referrer: Json | undefined): JsonObject {
  return { url, headers: typeof referrer === "string" && referrer !== "" ? [["Referer", referrer]] : [] };
}

const CULPRIT_SOURCES = 50;

/** The directive as it stood in the policy, with the page's own host written as `'self'`. */
function cspCulprit(report: JsonObject): string {
  const { directive, violatedDirective } = readCspReport(report);
  const host = typeof report.document_uri === "string" ? URL.parse(report.document_uri)?.host : undefined;
  const sources = (violatedDirective || directive).split(/\s+/).slice(0, CULPRIT_SOURCES);
  return sources.map((source) => (host && source.replace(/^https?:\/\//, "") === host ? "'self'" : source)).join(" ");
}

/** Keys in one spelling: `blocked-uri` and the Reporting API's `blockedURL` as `blocked_uri`. */
function underscored(report: JsonObject): JsonObject {
  const spelled: JsonObject = {};
  for (const key in report) {
    const value = report[key];
    const name = key.replace(/URL$/, "Uri").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (value !== undefined && name !== "__proto__") spelled[name.replaceAll("-", "_")] = value;
  }
  return spelled;
}
