import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../kit/json.ts";
import type { NormalEvent } from "../event/event.ts";
import {
  type Arrival,
  CHECKSUM_CHARS,
  CULPRIT_CHARS,
  LOGGER_CHARS,
  normalizeEvent,
  SERVER_NAME_CHARS,
  TRANSACTION_CHARS,
} from "./event.ts";

const NOW = Date.UTC(2026, 10, 22, 12);

describe("an event", () => {
  it("of nothing gets the protocol's defaults", () => {
    expect(normal({})).toEqual({
      event_id: "a".repeat(32),
      type: "default",
      timestamp: NOW / 1000,
      received: NOW / 1000,
      platform: "other",
      level: "error",
      tags: [["level", "error"]],
    });
  });

  it("has the type that its content shows, whatever it says", () => {
    expect(normal({ type: "csp", exception: [{ type: "E" }] }).type).toBe("error");
    expect(normal({ type: "error", message: "hi" }).type).toBe("default");
    expect(normal({ csp: { a: 1 } }).type).toBe("csp");
    expect(normal({ hpkp: { a: 1 } }).type).toBe("hpkp");
    expect(normal({ expectct: { a: 1 } }).type).toBe("expectct");
    expect(normal({ expectstaple: { a: 1 } }).type).toBe("expectstaple");
    expect(normalizeEvent({ type: "transaction" }, arrival())).toMatchObject({ reason: "transaction" });
  });

  it("may use the old names of its interfaces", () => {
    const event = normal({
      "sentry.interfaces.Exception": [{ type: "E" }],
      "sentry.interfaces.Message": { message: "hi" },
      "sentry.interfaces.Http": { url: "https://a.example/" },
      "sentry.interfaces.User": { id: 1 },
      "sentry.interfaces.Contexts": { app: { x: 1 } },
      "sentry.interfaces.Breadcrumbs": { values: [{ message: "b" }] },
      "sentry.interfaces.Csp": { a: 1 },
    });
    expect(event).toMatchObject({
      exception: { values: [{ type: "E" }] },
      logentry: { formatted: "hi" },
      request: { url: "https://a.example/" },
      user: { id: "1" },
      contexts: { app: { x: 1 } },
      breadcrumbs: { values: [{ message: "b" }] },
      csp: { a: 1 },
    });
    expect(event.other).toBeUndefined();
  });

  it("keeps its texts within their limits", () => {
    for (const [name, limit] of [
      ["logger", LOGGER_CHARS],
      ["server_name", SERVER_NAME_CHARS],
      ["checksum", CHECKSUM_CHARS],
      ["transaction", TRANSACTION_CHARS],
      ["culprit", CULPRIT_CHARS],
    ] as const) {
      expect(normal({ [name]: "x".repeat(limit) })[name]).toBe("x".repeat(limit));
      expect(normal({ [name]: "x".repeat(limit + 1) })[name]).toBe(`${"x".repeat(limit - 3)}...`);
    }
  });

  it("keeps fields that the protocol does not name", () => {
    expect(normal({ site: "x", _meta: { a: 1 }, other: { y: 1 } }).other).toEqual({ y: 1, site: "x" });
  });

  it("gives a lone stack trace to its only exception", () => {
    const stacktrace = { frames: [{ function: "f" }] };
    const event = normal({ exception: [{ type: "E" }], stacktrace });
    expect(event.exception?.values[0]?.stacktrace?.frames).toHaveLength(1);
    expect(event.stacktrace).toBeUndefined();
    expect(normal({ stacktrace }).stacktrace?.frames).toHaveLength(1);
  });

  it("takes the envelope's SDK when it names none", () => {
    const sdk = { name: "sentry.javascript.browser", version: "11.12.0" };
    expect(normal({}, { sdk }).sdk).toEqual(sdk);
    expect(normal({ sdk: { name: "own" } }, { sdk }).sdk).toEqual({ name: "own" });
  });

  it("notes what was wrong with it", () => {
    expect(
      normal({ release: "latest", transaction: ["x"], errors: [{ type: "js_no_source", name: "f" }] }).errors,
    ).toEqual([
      { type: "js_no_source", name: "f" },
      { type: "invalid_data", name: "transaction", value: ["x"], reason: "expected a text" },
      { type: "invalid_data", name: "release", value: "latest", reason: "not the name of a release" },
    ]);
  });

  it("derives its tags after scrubbing", () => {
    const settings = { scrubDefaults: true, scrubFields: ["email"], safeFields: [], storeIpAddresses: false };
    expect(normal({ user: { email: "a@b.example" } }, { settings }).tags).toContainEqual(["user", "email:[Filtered]"]);
    expect(normal({ user: { ip_address: "10.0.0.1" } }, { settings }).tags).toEqual([["level", "error"]]);
  });

  it("is seen by the browser's own request only when the browser sent it", () => {
    const userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";
    expect(normal({ platform: "javascript" }, { userAgent }).contexts?.browser).toMatchObject({ name: "Firefox" });
    expect(normal({ platform: "python" }, { userAgent }).contexts).toBeUndefined();
    const request = { headers: { "user-agent": userAgent } };
    expect(Object.keys(normal({ platform: "python", request }).contexts ?? {})).toEqual(["browser", "client_os"]);
  });
});

describe("laws", () => {
  const names = (
    "event_id type timestamp platform level logger transaction server_name environment release dist culprit fingerprint " +
    "checksum logentry message exception threads stacktrace breadcrumbs user request contexts tags extra modules sdk " +
    "debug_meta csp hpkp errors other unheard_of"
  ).split(" ");
  const key = fc.oneof(
    fc.constantFrom(
      "values",
      "frames",
      "type",
      "value",
      "stacktrace",
      "headers",
      "data",
      "url",
      "query_string",
      "vars",
    ),
    fc.constantFrom("message", "formatted", "params", "timestamp", "password", "ip_address", "cookies", "env", "name"),
    fc.constantFrom("filename", "mechanism", "settings", "frames_omitted", "__proto__", "constructor", "toString"),
    fc.string(),
  );
  const { tree } = fc.letrec<{ tree: Json; leaf: Json }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      tie("leaf"),
      fc.array(tie("tree")),
      fc.dictionary(key, tie("tree")),
    ),
    leaf: fc.oneof(
      fc.string(),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom<Json>(
        "{{auto}}",
        "a=1&password=long-enough",
        "%s {}",
        "2026-11-22T11:59:00Z",
        "https://user:password@h.example/?a#b",
      ),
      fc.constantFrom<Json>("4111 1111 1111 1111", "x".repeat(9_000), "Cookie", 1e15, "latest", '{"a":[1]}'),
    ),
  }));
  const event = fc.dictionary(fc.constantFrom(...names), tree, { noNullPrototype: true }) as fc.Arbitrary<JsonObject>; // Json by construction.

  it("holds for any JSON: an event comes out, and coming in again it stays what it is", () => {
    fc.assert(
      fc.property(event, (sent) => {
        const once = normal(sent);
        const again = normal(JSON.parse(JSON.stringify(once)));
        expect(withoutNotes(again)).toEqual(withoutNotes(JSON.parse(JSON.stringify(once))));
      }),
      { numRuns: 1_000 },
    );
  });

  it("holds for things that are not even JSON", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.anything()), (sent) => {
        normal(sent as JsonObject); // Deliberately not JSON.
      }),
      { numRuns: 500 },
    );
  });

  it("bounds nesting of any depth in every field", () => {
    for (const [open, close] of [
      ['{"a":', "}"],
      ['{"values":[', "]}"],
      ["[", "]"],
    ] as const) {
      const bomb: Json = JSON.parse(`${open.repeat(50_000)}1${close.repeat(50_000)}`);
      for (const name of names) expect(JSON.stringify(normal({ [name]: bomb })).length).toBeLessThan(4_096);
    }
  });

  it("bounds the width of every field", () => {
    const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key${index}`, `v${index}`]));
    for (const name of names) {
      for (const value of [wide, Object.entries(wide)] as Json[]) {
        expect(JSON.stringify(normal({ [name]: value })).length).toBeLessThan(300_000);
      }
    }
  }, 30_000);
});

function arrival(over: Partial<Arrival> = {}): Arrival {
  return {
    eventId: "a".repeat(32),
    nowMs: NOW,
    sentAtMs: null,
    remoteIp: "192.0.2.1",
    userAgent: null,
    sdk: null,
    settings: { scrubDefaults: true, scrubFields: [], safeFields: [], storeIpAddresses: true },
    ...over,
  };
}

function normal(sent: JsonObject, over?: Partial<Arrival>): NormalEvent {
  const result = normalizeEvent(sent, arrival(over));
  if (!result.ok) {
    if (sent.type === "transaction") return normal({ ...sent, type: null }, over);
    throw new Error(result.detail);
  }
  return result.value;
}

const withoutNotes = ({ errors: _, ...event }: NormalEvent) => event;
