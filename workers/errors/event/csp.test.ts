import { describe, expect, it } from "vitest";
import { blockedOrigin, readCspReport } from "./csp.ts";

describe("blockedOrigin", () => {
  it.each([
    ["", "'self'"],
    ["self", "'self'"],
    ["'self'", "'self'"],
    ["https://evil.example/a.js?b#c", "evil.example"],
    ["http://evil.example:8080", "evil.example:8080"],
    ["wss://evil.example/live", "wss://evil.example"],
    ["data", "data:"],
    ["data:image/png;base64,AAAA", "data:"],
    ["blob", "blob:"],
    ["https", "https://"],
    ["inline", "inline:"],
    ["chrome-extension://abc/x.js", "chrome-extension://abc"],
  ])("of %j is %s", (uri, origin) => expect(blockedOrigin(uri)).toBe(origin));
});

describe("readCspReport", () => {
  it("takes the directive from the violated one when the browser does not name the effective one", () => {
    expect(readCspReport({ violated_directive: "img-src 'self' cdn.example" }).directive).toBe("img-src");
  });

  it("leaves the sources out of the effective directive", () => {
    expect(readCspReport({ effective_directive: "script-src 'self'" }).directive).toBe("script-src");
  });

  it("reads what is not text as empty", () => {
    expect(readCspReport({ blocked_uri: 7 })).toEqual({ directive: "", blockedUri: "", violatedDirective: "" });
  });
});
