import { describe, expect, it } from "vitest";
import type { NormalEvent } from "./event.ts";
import { type ScrubSettings, scrubEvent } from "./scrub.ts";

const F = "[Filtered]";

describe("scrubbing by the names of keys", () => {
  it("reaches every part that holds data, and takes whole objects", () => {
    const event = scrubbed({
      extra: { password: "x", nested: [{ apiKey: 12, flag: true, keep: "y" }], credentials: { user: "a" } },
      contexts: { app: { secret_key: "x" }, auth: { a: "b" } },
      user: { id: "1", data: { session_token: "x" } },
      request: {
        headers: [
          ["Authorization", "Basic abc"],
          ["Accept", "*/*"],
        ],
        cookies: [["authtoken", "x"]],
        query_string: [["token", "x"]],
        env: { MYSQL_PWD: "x" },
        data: { user: { passwd: "x" } },
      },
      breadcrumbs: { values: [{ data: { bearer: "x" } }] },
      exception: { values: [{ stacktrace: { frames: [{ vars: { private_key: "x", n: 1 } }] } }] },
      tags: [["api_key", "x"]],
      other: { secret: "x" },
    });
    expect(event).toMatchObject({
      extra: { password: F, nested: [{ apiKey: F, flag: true, keep: "y" }], credentials: null },
      contexts: { app: { secret_key: F }, auth: { value: F } },
      user: { id: "1", data: { session_token: F } },
      request: {
        headers: [
          ["Authorization", F],
          ["Accept", "*/*"],
        ],
        cookies: [["authtoken", F]],
        query_string: [["token", F]],
        env: { MYSQL_PWD: F },
        data: { user: { passwd: F } },
      },
      breadcrumbs: { values: [{ data: { bearer: F } }] },
      exception: { values: [{ stacktrace: { frames: [{ vars: { private_key: F, n: 1 } }] } }] },
      tags: [["api_key", F]],
      other: { secret: F },
    });
  });

  it("lets authors be", () => {
    const extra = { author: "Ada", authors: "x", author_id: "y", authority: "z" };
    expect(scrubbed({ extra }).extra).toEqual({ ...extra, authority: F });
  });

  it("leaves code alone", () => {
    const frame = { filename: "token.js", function: "auth", module: "secret", context_line: "password = 'x'" };
    const code = {
      exception: { values: [{ type: "AuthError", stacktrace: { frames: [frame] } }] },
      modules: { auth: "1.0" },
    };
    expect(scrubbed(code)).toMatchObject(code);
  });

  it("follows the project's fields, and only them when the defaults are off", () => {
    const extra = () => ({ ssn: "x", my_SSN_2: "y", "a.b": "z", axb: "w", password: "p=4111111111111111" });
    expect(scrubbed({ extra: extra() }, { scrubFields: ["ssn", "a.b"] }).extra).toMatchObject({
      ssn: F,
      my_SSN_2: F,
      "a.b": F,
      axb: "w",
      password: F,
    });
    const off = { scrubDefaults: false, scrubFields: ["ssn", " "] };
    expect(scrubbed({ extra: extra() }, off).extra).toEqual({ ...extra(), ssn: F, my_SSN_2: F });
  });
});

describe("scrubbing by values", () => {
  it("reaches texts and numbers", () => {
    const event = scrubbed({
      logentry: { message: "password=%s", formatted: "password=hunter2", params: ["hunter2", 4111111111111111] },
      exception: {
        values: [{ value: "at https://a:b@c.example/", mechanism: { type: "x", data: { a: "token=abc" } } }],
      },
      transaction: "GET /?token=abc",
      tags: [["url", "https://a.example/?token=abc"]],
      extra: { at: 1700000000000, list: ["4111111111111111"] },
      errors: [{ type: "invalid_data", name: "tags.password", value: "x" }],
    });
    expect(event).toMatchObject({
      logentry: { formatted: `password=${F}`, params: ["hunter2", F] },
      exception: { values: [{ value: `at https://${F}@c.example/`, mechanism: { data: { a: `token=${F}` } } }] },
      transaction: `GET /?token=${F}`,
      tags: [["url", `https://a.example/?token=${F}`]],
      extra: { at: 1700000000000, list: [F] },
      errors: [{ value: F }],
    });
  });
});

describe("safe fields", () => {
  const parts = () => ({
    extra: { credentials: { token: "t" }, token: "t", "odd.token": "t" },
    contexts: { a: { token: "t" }, b: { token: "t" } },
    user: { id: "1", data: { token: "t" } },
  });

  it("exempt a path and all below it", () => {
    const safe = (...safeFields: string[]) => scrubbed(parts(), { safeFields });
    expect(safe("extra.credentials").extra).toEqual({ credentials: { token: "t" }, token: F, "odd.token": F });
    expect(safe("extra.credentials.**").extra?.credentials).toEqual({ token: "t" });
    expect(safe("extra.'odd.token'").extra).toEqual({ credentials: null, token: F, "odd.token": "t" });
    expect(safe("contexts.*.token").contexts).toEqual(parts().contexts);
    expect(safe("contexts.b").contexts).toEqual({ a: { token: F }, b: { token: "t" } });
  });

  it("exempt a name wherever it stands", () => {
    const event = scrubbed(parts(), { safeFields: ["Token"] });
    expect(event.user?.data).toEqual({ token: "t" });
    expect(event.contexts).toEqual(parts().contexts);
    expect(event.extra).toMatchObject({ token: "t", "odd.token": F });
  });
});

describe("addresses", () => {
  it("go when the project does not store them", () => {
    const parts = () => ({
      user: { id: "1", ip_address: "192.0.2.1" },
      request: {
        headers: [["X-Forwarded-For", "192.0.2.1"] as [string, string], ["Accept", "*/*"] as [string, string]],
        env: { REMOTE_ADDR: "192.0.2.1", SERVER_NAME: "a" },
      },
    });
    expect(scrubbed(parts())).toMatchObject(parts());
    expect(scrubbed(parts(), { storeIpAddresses: false })).toMatchObject({
      user: { id: "1" },
      request: { headers: [["Accept", "*/*"]], env: { SERVER_NAME: "a" } },
    });
    expect(JSON.stringify(scrubbed(parts(), { storeIpAddresses: false }))).not.toContain("192.0.2.1");
  });
});

function scrubbed(parts: Partial<NormalEvent>, over: Partial<ScrubSettings> = {}): NormalEvent {
  const event: NormalEvent = {
    event_id: "a".repeat(32),
    type: "error",
    timestamp: 0,
    received: 0,
    platform: "other",
    level: "error",
    tags: [],
    ...parts,
  };
  scrubEvent(event, { scrubDefaults: true, scrubFields: [], safeFields: [], storeIpAddresses: true, ...over });
  return event;
}
