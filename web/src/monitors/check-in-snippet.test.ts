import { expect, test } from "vitest";
import { checkInCurl, monitorSnippet } from "./check-in-snippet.ts";

test("a job checks in where the DSN says", () => {
  const code = checkInCurl("https://0a1b2c3d4e5f60718293a4b5c6d7e8f9@errors.example.com/12");
  expect(code).toContain(
    '"https://errors.example.com/api/12/cron/nightly-job/0a1b2c3d4e5f60718293a4b5c6d7e8f9/?status=$status"',
  );
});

test("a platform without its own snippet is shown JavaScript's", () => {
  expect(monitorSnippet("python-django")).toContain("sentry_sdk.crons");
  expect(monitorSnippet("elixir")).toBe(monitorSnippet("node"));
});
