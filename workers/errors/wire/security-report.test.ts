import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../kit/json.ts";
import type { NormalEvent } from "../event/event.ts";
import { titleOf } from "../event/title.ts";
import { normalizeEvent } from "../normalize/event.ts";
import { REPORT_BYTES, REPORTS_PER_REQUEST, securityEvents } from "./security-report.ts";

const csp = {
  "csp-report": {
    "document-uri": "https://shop.example/cart",
    referrer: "https://search.example/",
    "violated-directive": "img-src https://cdn.example https://shop.example",
    "effective-directive": "img-src",
    "blocked-uri": "https://evil.example/pixel.png",
  },
};

describe("a security report", () => {
  it("on a content security policy becomes an event", () => {
    const [event] = normal(csp);
    expect(event).toMatchObject({
      type: "csp",
      logger: "csp",
      culprit: "img-src https://cdn.example 'self'",
      request: {
        url: "https://shop.example/cart",
        headers: [["Referer", "https://search.example/"]],
      },
      csp: { effective_directive: "img-src", blocked_uri: "https://evil.example/pixel.png" },
      release: "web@1",
      contexts: { browser: { name: "Firefox" } },
    });
    expect(event?.tags).toContainEqual(["effective-directive", "img-src"]);
    expect(event?.tags).toContainEqual(["blocked-uri", "evil.example"]);
    expect(event && titleOf(event).title).toBe("Blocked 'image' from 'evil.example'");
  });

  it("of an older browser names its directive with its sources", () => {
    const report = { "violated-directive": "script-src 'self'", "blocked-uri": "self" };
    expect(normal({ "csp-report": report })[0]).toMatchObject({
      csp: { effective_directive: "script-src" },
      culprit: "script-src 'self'",
    });
  });

  it("of the Reporting API comes in a list, among others", () => {
    const body = {
      documentURL: "https://shop.example/cart",
      effectiveDirective: "script-src-elem",
      blockedURL: "inline",
      sample: "alert(1)",
    };
    const list = [
      { type: "network-error", url: "https://shop.example/", body: {} },
      { type: "csp-violation", url: "https://shop.example/", body },
    ];
    expect(normal(list)).toMatchObject([
      { csp: { document_uri: "https://shop.example/cart", blocked_uri: "inline", sample: "alert(1)" } },
    ]);
  });

  it("on certificates becomes an event of its kind", () => {
    const host = { hostname: "shop.example", port: 443 };
    for (const [type, report] of [
      ["expectct", { "expect-ct-report": host }],
      ["expectstaple", { "expect-staple-report": host }],
      ["hpkp", { ...host, "known-pins": [] }],
    ] as const) {
      const [event] = normal(report);
      expect(event).toMatchObject({ type, culprit: "shop.example", [type]: host, request: { url: "shop.example" } });
      expect(event?.tags).toContainEqual(["port", "443"]);
    }
  });

  it("of another kind, or of none, is refused", () => {
    expect(events([{ type: "network-error", body: {} }])).toBe("unsupported-report");
    expect(events({})).toBe("unknown-report");
    expect(events([])).toBe("unknown-report");
    expect(events(7)).toBe("bad-report");
    expect(events({ "csp-report": {} })).toBe("bad-report");
    expect(events({ "expect-ct-report": {} })).toBe("bad-report");
    expect(securityEvents(new Uint8Array([1]), NOWHERE)).toMatchObject({ reason: "bad-json" });
  });

  it("keeps to its limits", () => {
    expect(events(Array(REPORTS_PER_REQUEST).fill(csp))).toHaveLength(REPORTS_PER_REQUEST);
    expect(events(Array(REPORTS_PER_REQUEST + 1).fill(csp))).toBe("too-many-reports");
    const padded = (size: number) => new TextEncoder().encode(JSON.stringify(csp).padEnd(size));
    expect(securityEvents(padded(REPORT_BYTES), NOWHERE).ok).toBe(true);
    expect(securityEvents(padded(REPORT_BYTES + 1), NOWHERE)).toMatchObject({ reason: "report-too-large" });
  });

  it("of any content never throws", () => {
    const kind = fc.constantFrom("csp-report", "expect-ct-report", "known-pins", "hostname", "body", "type");
    fc.assert(fc.property(fc.dictionary(kind, fc.jsonValue()), (report) => void events(report)));
  });
});

const UA = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
const NOWHERE = { release: null, environment: null };

function events(report: unknown): JsonObject[] | string {
  const body = new TextEncoder().encode(JSON.stringify(report));
  const result = securityEvents(body, { release: "web@1", environment: "production" });
  return result.ok ? result.value : result.reason;
}

function normal(report: unknown): NormalEvent[] {
  const raw = events(report);
  if (typeof raw === "string") throw new Error(raw);
  return raw.map((sent) => {
    const settings = { scrubDefaults: true, scrubFields: [], safeFields: [], storeIpAddresses: true };
    const arrival = { eventId: "a".repeat(32), nowMs: 0, sentAtMs: null, remoteIp: null, userAgent: UA, sdk: null };
    const event = normalizeEvent(sent, { ...arrival, settings });
    if (!event.ok) throw new Error(event.detail);
    return event.value;
  });
}
