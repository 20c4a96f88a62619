import { describe, expect, inject, test } from "vitest";
import { runClient } from "../client.ts";
import { TestProject } from "../project.ts";

const server = inject("server");

describe("clients from before envelopes", () => {
  test("@sentry/node 5 posts its events to /store/", async () => {
    const project = await TestProject.create(server, "node-5");
    await runClient("node-5.ts", project.dsn);
    const error = await project.issue("SyntaxError: from the old days");
    const { event } = await project.event(error.id);
    expect(event).toMatchObject({ environment: "old", release: "shop@0.9.0", sdk: { version: "5.30.0" } });
    expect(event.tags).toContainEqual(["generation", "five"]);
    expect(event.exception?.values[0]?.stacktrace?.frames.length).toBeGreaterThan(0);
    expect(await project.issue("still running")).toMatchObject({ level: "warning", events: 1 });
    expect(await project.outcomes()).toEqual({ "accepted error": 1, "accepted default": 1 });
  });

  test("raven posts base64 of zlib of JSON, with a secret in its DSN", async () => {
    const project = await TestProject.create(server, "raven");
    expect(await runClient("raven.js", project.dsn)).toMatchObject({ code: 0 });
    const error = await project.issue("URIError: from the first days");
    const { event } = await project.event(error.id);
    expect(event).toMatchObject({ environment: "older", release: "shop@0.1.0" });
    expect(event.tags).toContainEqual(["generation", "raven"]);
    expect(await project.issue("hello from raven")).toMatchObject({ level: "info", events: 1 });
    expect(await project.outcomes()).toEqual({ "accepted error": 1, "accepted default": 1 });
  });
});
