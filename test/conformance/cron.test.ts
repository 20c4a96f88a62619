import { describe, expect, inject, test } from "vitest";
import type { MonitorView } from "../../workers/errors/view.ts";
import { newEventId } from "../envelope-text.ts";
import { TestProject } from "../project.ts";

const server = inject("server");

const monitorsOf = async (project: TestProject): Promise<MonitorView[]> =>
  (await project.read<{ monitors: MonitorView[] }>(`/projects/${project.slug}/monitors`)).monitors;

describe("a check-in by curl", () => {
  test("is a GET with the key in the path, and needs nothing else", async () => {
    const project = await TestProject.create(server, "curl-get");
    const url = `${server.url}/api/${project.id}/cron/backup/${project.key.publicKey}`;
    for (const [slash, status] of [
      ["/", "ok"],
      ["", "error"],
    ]) {
      const answer = await fetch(`${url}${slash}?status=${status}&environment=staging`);
      expect(answer.status).toBe(202);
      expect(await answer.text()).toBe("");
    }
    const [monitor] = await monitorsOf(project);
    expect(monitor).toMatchObject({ slug: "backup" });
    expect(monitor?.checkIns.map(({ status }) => status).sort()).toEqual(["error", "ok"]);
    expect(monitor?.checkIns[0]).toMatchObject({ environment: "staging" });
    expect(await project.outcomes()).toEqual({ "accepted monitor": 2 });
  });

  test("is a POST with the key in the query: a start, and the end that names it", async () => {
    const project = await TestProject.create(server, "curl-post");
    const id = newEventId();
    expect((await project.post("cron/import/", "", {})).status).toBe(400);
    const url = `${project.ingestUrl("cron/import/")}&check_in_id=${id}`;
    expect((await fetch(`${url}&status=in_progress`, { method: "POST" })).status).toBe(202);
    expect(await monitorsOf(project)).toMatchObject([{ slug: "import", checkIns: [{ id, status: "in_progress" }] }]);
    expect((await fetch(`${url}&status=ok&duration=12.5`, { method: "POST" })).status).toBe(202);
    expect(await monitorsOf(project)).toMatchObject([{ checkIns: [{ id, status: "ok", durationSeconds: 12.5 }] }]);
  });

  test("is a POST of JSON that makes the monitor with its schedule", async () => {
    const project = await TestProject.create(server, "curl-json");
    const config = { schedule: { type: "interval", value: 2, unit: "hour" }, checkin_margin: 5, timezone: "UTC" };
    const body = JSON.stringify({ status: "ok", monitor_config: config });
    const answer = await project.post("cron/report/", body, { "content-type": "application/json" });
    expect(answer.status).toBe(202);
    const [monitor] = await monitorsOf(project);
    expect(JSON.parse(monitor?.config ?? "")).toMatchObject({ schedule: config.schedule, checkInMarginMinutes: 5 });
  });

  test("is refused with a wrong key, an unknown status, or too much to say", async () => {
    const project = await TestProject.create(server, "curl-bad");
    const url = `${server.url}/api/${project.id}/cron/backup`;
    expect((await fetch(`${url}/${"0".repeat(32)}/?status=ok`)).status).toBe(403);
    expect((await fetch(`${url}/?status=ok`)).status).toBe(401);
    expect((await fetch(`${url}/${project.key.publicKey}/?status=fine`)).status).toBe(400);
    const long = `${server.url}/api/${project.id}/cron/${"x".repeat(51)}/${project.key.publicKey}/?status=ok`;
    expect((await fetch(long)).status).toBe(400);
    expect((await project.post("cron/backup/", " ".repeat(100 * 1024 + 1))).status).toBe(413);
    expect(await monitorsOf(project)).toEqual([]);
    expect(await project.outcomes()).toEqual({});
  });
});
