import { describe, expect, test } from "vitest";
import { PLATFORMS } from "./platform.ts";
import { curlSnippet, dsnParts, snippetFor } from "./snippet.ts";

const DSN = "https://0a1b2c3d4e5f60718293a4b5c6d7e8f9@errors.example.com/12";

describe("snippets", () => {
  test.each(PLATFORMS.filter(({ id }) => id !== "other"))("$title names the DSN and sends one event", ({ id }) => {
    const { code } = snippetFor(id, DSN);
    expect(code).toContain(DSN);
    expect(code).toContain("The first event");
  });

  test("a platform without a snippet gets the plain request", () => {
    expect(snippetFor("elixir", DSN)).toEqual(curlSnippet(DSN));
    expect(snippetFor("toString", DSN)).toEqual(curlSnippet(DSN));
  });

  test("the plain request goes where the DSN says", () => {
    const { code } = curlSnippet(DSN);
    expect(code).toContain("https://errors.example.com/api/12/store/");
    expect(code).toContain("sentry_key=0a1b2c3d4e5f60718293a4b5c6d7e8f9");
  });

  test("a DSN keeps its port and path", () => {
    expect(dsnParts("http://key@localhost:8787/sub/3")).toEqual({
      origin: "http://localhost:8787/sub",
      projectId: "3",
      publicKey: "key",
    });
  });
});
