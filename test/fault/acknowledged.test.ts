import { describe, expect, test } from "vitest";
import { burst, eventsOf, keptIds, pullThePlug } from "../burst.ts";
import { TestProject } from "../project.ts";
import { startTestServer } from "../server.ts";

const EVENTS = 5_000;
const KINDS = 20;

describe("what the server acknowledged it keeps", () => {
  test("killed in the middle of a burst; and sending everything again makes it complete, nothing double", async () => {
    await using server = await startTestServer();
    const project = await TestProject.create(server, "killed");
    const events = eventsOf(EVENTS, KINDS);
    let plug: Promise<void> | undefined;
    const acknowledged = await burst(project, events, (count) => {
      if (count >= EVENTS / 3) plug ??= pullThePlug(server);
    });
    await plug;
    expect(acknowledged.length).toBeGreaterThanOrEqual(EVENTS / 3);
    expect(acknowledged.length).toBeLessThan(EVENTS);

    await server.restart();
    const { "accepted error": accepted = 0, ...others } = await project.outcomes();
    expect(others).toEqual({});
    expect(accepted).toBeGreaterThanOrEqual(acknowledged.length);
    // The list catches up with what the project's object kept, though the kill came before it could.
    await project.untilEvents(accepted);
    const kept = await keptIds(project);
    expect(kept).toHaveLength(accepted);
    const keptOnce = new Set(kept);
    expect(keptOnce.size).toBe(accepted);
    expect(acknowledged.filter((id) => !keptOnce.has(id))).toEqual([]);
    for (const id of acknowledged.filter((_, i) => i % 50 === 0)) {
      const { issueId } = await project.read<{ issueId: string }>(`/events/${id}`);
      expect((await project.event(issueId, id)).event.event_id).toBe(id);
    }

    expect(await burst(project, events)).toHaveLength(EVENTS);
    expect(await project.outcomes()).toEqual({ "accepted error": EVENTS });
    const issues = await project.untilEvents(EVENTS);
    expect(issues.map((issue) => issue.events)).toEqual(new Array(KINDS).fill(EVENTS / KINDS));
    expect((await keptIds(project)).sort()).toEqual(events.map((event) => event.id).sort());
  });

  test("killed again and again", async () => {
    await using server = await startTestServer();
    const project = await TestProject.create(server, "killed-often");
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      let plug: Promise<void> | undefined;
      const taken = await burst(project, eventsOf(400, 5), (count) => {
        if (count >= 50 * (round + 1)) plug ??= pullThePlug(server);
      });
      acknowledged.push(...taken);
      await plug;
      await server.restart();
    }
    const { "accepted error": accepted = 0 } = await project.outcomes();
    const issues = await project.untilEvents(accepted);
    const kept = new Set(await keptIds(project));
    expect(kept.size).toBe(accepted);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
    for (const issue of issues) {
      const { events, users, lastSeenMs } = await project.detail(issue.id);
      expect(issue).toMatchObject({ events, users, lastSeenMs });
    }
  });

  test("stopped in the middle of a burst: it ends with exit code 0", async () => {
    await using server = await startTestServer();
    const project = await TestProject.create(server, "stopped");
    let stop: Promise<number | null> | undefined;
    const acknowledged = await burst(project, eventsOf(2_000, 10), (count) => {
      if (count >= 500) stop ??= server.stop();
    });
    expect(await stop).toBe(0);
    expect(acknowledged.length).toBeLessThan(2_000);

    await server.restart();
    const { "accepted error": accepted = 0 } = await project.outcomes();
    await project.untilEvents(accepted);
    const kept = new Set(await keptIds(project));
    expect(kept.size).toBe(accepted);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  });
});
