import { describe, expect, it } from "vitest";
import { addClientContexts, CONTEXTS, readContexts } from "./contexts.ts";
import { FINGERPRINT_CHARS, FINGERPRINT_PARTS, readFingerprint } from "./fingerprint.ts";
import { MODULES_CHARS, readModules } from "./modules.ts";
import { Notes } from "./notes.ts";
import { readSdk, SDK_LIST } from "./sdk.ts";

describe("contexts", () => {
  it("are objects by name", () => {
    const notes = new Notes(undefined);
    expect(readContexts({ app: { a: 1 }, empty: {}, none: null, text: "x" }, notes)).toEqual({ app: { a: 1 } });
    expect(notes.list()).toMatchObject([{ name: "contexts.text", reason: "not an object" }]);
    expect(readContexts([], notes)).toEqual({});
  });

  it("are limited in number", () => {
    const some = (length: number) => Object.fromEntries(Array.from({ length }, (_, index) => [`c${index}`, { a: 1 }]));
    const notes = new Notes(undefined);
    expect(Object.keys(readContexts(some(CONTEXTS), notes))).toHaveLength(CONTEXTS);
    expect(notes.list()).toBeUndefined();
    expect(Object.keys(readContexts(some(CONTEXTS + 1), notes))).toHaveLength(CONTEXTS);
    expect(notes.list()).toHaveLength(1);
  });

  it("take from the user agent what the client did not tell", () => {
    const agent = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/145.0";
    const server = { os: { name: "Linux" }, browser: { name: "own" } };
    addClientContexts(server, agent, "node");
    expect(server).toEqual({
      os: { name: "Linux" },
      browser: { name: "own" },
      client_os: { name: "Windows", version: "10", type: "os" },
    });
    const page = {};
    addClientContexts(page, agent, "javascript");
    expect(Object.keys(page)).toEqual(["browser", "os"]);
  });
});

describe("an SDK", () => {
  it("has a name, packages and settings", () => {
    const sdk = {
      name: "sentry.javascript.node",
      version: "11.12.0",
      integrations: ["A"],
      packages: [{ name: "npm:@sentry/node", version: "11.12.0" }],
      settings: { infer_ip: "never" },
    };
    const notes = new Notes(undefined);
    expect(readSdk(sdk, notes)).toEqual(sdk);
    expect(readSdk({ integrations: [7], packages: ["x"] }, notes)).toBeUndefined();
    expect(readSdk({ integrations: Array(SDK_LIST + 1).fill("A") }, notes)?.integrations).toHaveLength(SDK_LIST);
  });
});

describe("a fingerprint", () => {
  it("is a list of texts, or a single one", () => {
    const notes = new Notes(undefined);
    expect(readFingerprint(["{{ default }}", 7, true], notes)).toEqual(["{{ default }}", "7", "true"]);
    expect(readFingerprint("x", notes)).toEqual(["x"]);
    const long = "x".repeat(FINGERPRINT_CHARS);
    expect(readFingerprint([long, `${long}x`], notes)).toEqual([long, `${long.slice(3)}...`]);
    expect(readFingerprint(Array(FINGERPRINT_PARTS + 1).fill("x"), notes)).toHaveLength(FINGERPRINT_PARTS);
    expect([null, [], [null], [{}]].map((value) => readFingerprint(value, notes))).toEqual(Array(4).fill(undefined));
  });
});

describe("modules", () => {
  it("are versions by name, as many as fit", () => {
    expect(readModules({ a: "1", b: 2, c: "3" })).toEqual({ a: "1", c: "3" });
    expect(readModules({ a: "x".repeat(MODULES_CHARS - 1) })).toHaveProperty("a");
    expect(readModules({ a: "x".repeat(MODULES_CHARS) })).toBeUndefined();
    expect(readModules([])).toBeUndefined();
  });
});
