import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { expect, inject, test } from "vitest";
import { bundle } from "../bundle.ts";
import { TestProject } from "../project.ts";

test("a Worker with @sentry/cloudflare reports the error that a request ended in", async () => {
  const server = inject("server");
  const project = await TestProject.create(server, "edge", "javascript");
  const worker = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: await bundle(join(import.meta.dirname, "clients/edge.ts"), "workerd"),
      compatibilityDate: "2026-01-01",
      compatibilityFlags: ["nodejs_compat"],
      bindings: { SENTRY_DSN: project.dsn },
    }),
  );
  try {
    const answer = await worker.dispatchFetch("http://edge.test/books");
    expect(answer.status).toBe(500);

    const issue = await project.issue("RangeError: no price for /books");
    expect(issue).toMatchObject({ unhandled: true, events: 1 });
    const { event } = await project.event(issue.id);
    expect(event).toMatchObject({ release: "edge@3.1.0", sdk: { name: "sentry.javascript.cloudflare" } });
    expect(event.request?.url).toBe("http://edge.test/books");
    expect(await project.outcomes()).toMatchObject({ "accepted error": 1 });
  } finally {
    await worker.dispose();
  }
});
