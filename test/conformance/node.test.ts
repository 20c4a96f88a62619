import { describe, expect, inject, test } from "vitest";
import type { IssueDetail, MonitorView, ReleaseHealth } from "../../workers/errors/view.ts";
import { runClient } from "../client.ts";
import { TestProject } from "../project.ts";

const server = inject("server");

/** A program with @sentry/node that ran to its end, and the project that it reported to. */
async function ran(scenario: string): Promise<{ project: TestProject; code: number | null }> {
  const project = await TestProject.create(server, scenario);
  const { code } = await runClient("node.ts", project.dsn, scenario);
  return { project, code };
}

const health = async (project: TestProject): Promise<ReleaseHealth | undefined> =>
  (await project.read<{ releases: ReleaseHealth[] }>(`/projects/${project.slug}/health`)).releases[0];

describe("@sentry/node", () => {
  test("a captured error is an issue, with its cause, user, tags and breadcrumbs in the event", async () => {
    const { project } = await ran("captured-error");
    const issue = await project.issue("TypeError: card is not a function");
    expect(issue).toMatchObject({
      culprit: "chargeCard(node.ts)",
      level: "error",
      unhandled: false,
      events: 1,
      users: 1,
    });

    const { event } = await project.event(issue.id);
    const [cause, thrown] = event.exception?.values ?? [];
    expect(cause).toMatchObject({ type: "RangeError", value: "amount out of range", mechanism: { source: "cause" } });
    expect(thrown).toMatchObject({ type: "TypeError", value: "card is not a function" });
    expect(thrown?.stacktrace?.frames.at(-1)).toMatchObject({ function: "chargeCard", in_app: true });
    expect(thrown?.stacktrace?.frames.at(-1)?.context_line).toContain("throw new TypeError");
    expect(event).toMatchObject({ environment: "conformance", release: "shop@1.4.0", platform: "node" });
    expect(event.user).toMatchObject({ id: "7", email: "buyer@example.test" });
    expect(event.tags).toContainEqual(["checkout", "express"]);
    expect(event.breadcrumbs?.values).toMatchObject([{ category: "cart", message: "opened the cart" }]);
    expect(event.sdk).toMatchObject({ name: "sentry.javascript.node" });
    expect(await project.untilOutcomes({ "accepted error": 1, "accepted session": 1 })).toEqual({
      "accepted error": 1,
      "accepted session": 1,
    });
  });

  test("a captured message is titled by its text, not by the synthetic exception beside it", async () => {
    const { project } = await ran("message");
    const issue = await project.issue("The queue is nearly full");
    expect(issue).toMatchObject({ level: "warning", unhandled: false, events: 1 });
    const { event } = await project.event(issue.id);
    expect(event.exception?.values[0]).toMatchObject({ mechanism: { synthetic: true } });
  });

  test("an unhandled rejection is an unhandled issue, and its session crashed", async () => {
    const { project } = await ran("unhandled-rejection");
    expect(await project.issue("Error: nobody waits for this")).toMatchObject({ unhandled: true, level: "error" });
    await project.untilOutcomes({ "accepted session": 1 });
    expect(await health(project)).toMatchObject({ release: "shop@1.4.0", sessions: 1, crashed: 1 });
  });

  test("a program that dies of an exception reports it on its way out, and its session crashed", async () => {
    const { project, code } = await ran("uncaught-exception");
    expect(code).toBe(1);
    expect(await project.issue("TypeError: card is not a function")).toMatchObject({ unhandled: true, level: "fatal" });
    await project.untilOutcomes({ "accepted session": 1 });
    expect(await health(project)).toMatchObject({ sessions: 1, crashed: 1, errored: 0 });
  });

  test("check-ins make their monitors and close what they opened", async () => {
    const { project } = await ran("check-ins");
    expect(await project.untilOutcomes({ "accepted monitor": 4 })).toEqual({ "accepted monitor": 4 });
    const { monitors } = await project.read<{ monitors: MonitorView[] }>(`/projects/${project.slug}/monitors`);
    expect(monitors).toMatchObject([
      { slug: "hourly-invoices", checkIns: [{ status: "ok", environment: "conformance" }] },
      { slug: "nightly-export", checkIns: [{ status: "error", durationSeconds: 2.5 }] },
    ]);
    expect(JSON.parse(monitors[0]?.config ?? "")).toMatchObject({
      schedule: { type: "crontab", value: "0 * * * *" },
      maxRuntimeMinutes: 5,
      timezone: "Europe/Berlin",
    });
  });

  test("attachments come back byte for byte", async () => {
    const { project } = await ran("attachment");
    const issue = await project.issue("TypeError: card is not a function");
    const { eventId, attachments } = await project.event(issue.id);
    const [core, notes] = attachments.sort((a, b) => a.filename.localeCompare(b.filename));
    expect(core).toMatchObject({ filename: "core.bin", contentType: "application/x-core", size: 70_000 });
    expect(notes).toMatchObject({ filename: "notes.txt", size: 18 });
    const sent = Buffer.from(Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256));
    expect((await project.attachment(issue.id, eventId, core?.id ?? "")).equals(sent)).toBe(true);
    expect((await project.attachment(issue.id, eventId, notes?.id ?? "")).toString()).toBe("line one\nline two\n");
    expect(await project.outcomes()).toMatchObject({ "accepted attachment_item": 2 });
  });

  test("feedback stands with the issue that it is about", async () => {
    const { project } = await ran("feedback");
    const issue = await project.issue("Error: the page went blank");
    await project.untilOutcomes({ "accepted feedback": 1 });
    const { feedback }: IssueDetail = await project.detail(issue.id);
    expect(feedback).toMatchObject([{ name: "Sam", email: "sam@example.test", comments: "It went blank" }]);
    expect((await project.event(issue.id)).eventId).toBe(feedback[0]?.eventId);
  });

  test("spans, logs and metrics are accepted and kept", async () => {
    const { project } = await ran("telemetry");
    const wanted = { "accepted span": 2, "accepted log_item": 2, "accepted trace_metric": 1 };
    expect(await project.untilOutcomes(wanted)).toEqual(wanted);
    expect(await project.issues()).toEqual([]);
  });

  test("what the application's own beforeSend dropped is counted as dropped by the client", async () => {
    const { project } = await ran("drops");
    const wanted = { "accepted error": 1, "accepted session": 1, "client-discard error before_send": 3 };
    expect(await project.untilOutcomes(wanted)).toEqual(wanted);
    expect((await project.untilEvents(1)).map((issue) => issue.title)).toEqual(["keep"]);
  });

  test("a key's limit stops the client, and what it held back comes in as a count", async () => {
    const project = await TestProject.create(server, "limited");
    await project.limit(3, 86_400);
    await runClient("node.ts", project.dsn, "limited", "8");
    const wanted = { "accepted error": 3, "accepted session": 1, "client-discard error ratelimit_backoff": 5 };
    expect(await project.untilOutcomes(wanted)).toEqual(wanted);
    expect(await project.untilEvents(3)).toMatchObject([{ events: 3 }]);
  });

  test("a big event arrives whole, compressed and in chunks", async () => {
    const { project } = await ran("big-event");
    const issue = await project.issue("TypeError: card is not a function");
    const { event } = await project.event(issue.id);
    expect(String(event.extra?.journal).split("\n")).toHaveLength(2_500);
    expect(await project.outcomes()).toMatchObject({ "accepted error": 1 });
  });
});
