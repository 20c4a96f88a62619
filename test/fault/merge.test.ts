import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { burst, eventsOf, pullThePlug } from "../burst.ts";
import { until } from "../poll.ts";
import { TestProject } from "../project.ts";
import { startTestServer, type TestServer } from "../server.ts";

/** Of two kinds that take turns: many rounds of a merge and of an unmerge. */
const EVENTS = 4_000;
const HALF = EVENTS / 2;
/** How long after a merge or unmerge was answered, and after each start that follows, the plug is pulled. */
const PAUSES_MS = [0, 400];

test("a merge and an unmerge of thousands of events, killed again and again, lose and double nothing", async () => {
  await using server = await startTestServer();
  const project = await TestProject.create(server, "merged");
  const sent = eventsOf(EVENTS, 2);
  await burst(project, sent);
  const ids = [0, 1].map((kind) => sent.filter((_, i) => i % 2 === kind).map(({ id }) => id));
  const [even = [], odd = []] = ids;
  await project.untilEvents(EVENTS);
  const into = (await project.issue("Kind00: it broke")).id;
  const other = (await project.issue("Kind01: it broke")).id;
  const { hashes } = await project.detail(other);

  await project.merge(into, [other]);
  expect(await killedWhileMoving(server, project, into)).toBeGreaterThan(0);
  const merged = await settled(project, into);
  expect(merged).toMatchObject({ events: EVENTS, users: 100 });
  expect((await project.eventIds(into)).sort()).toEqual(sent.map(({ id }) => id).sort());
  expect(await project.untilEvents(EVENTS)).toMatchObject([{ id: into, events: EVENTS, users: 100 }]);
  expect((await project.detail(other)).id).toBe(into);

  const made = (await project.unmerge(into, hashes)).id;
  expect(await killedWhileMoving(server, project, into)).toBeGreaterThan(0);
  for (const [id, own] of [
    [into, even],
    [made, odd],
  ] as const) {
    const issue = await settled(project, id);
    expect(issue).toMatchObject({ events: HALF, users: 50 });
    expect(issue.tags.find(({ key }) => key === "level")).toMatchObject({ total: HALF });
    expect(issue.daily.reduce((sum, count) => sum + count, 0)).toBe(HALF);
    expect((await project.eventIds(id)).sort()).toEqual(own.toSorted());
  }
  const listed = await until(
    "both issues in the list",
    () => project.issues(),
    (rows) => rows.length === 2 && rows.every(({ events }) => events === HALF),
  );
  expect(listed.map(({ id, users }) => [id, users]).sort()).toEqual([into, made].sort().map((id) => [id, 50]));
  expect(await project.outcomes()).toEqual({ "accepted error": EVENTS });
});

/** Pulls the plug after each pause and starts again. Returns how often events were on their way in that moment. */
async function killedWhileMoving(server: TestServer, project: TestProject, id: string): Promise<number> {
  let moving = 0;
  for (const pauseMs of PAUSES_MS) {
    await pause(pauseMs);
    if ((await project.detail(id)).moving) moving += 1;
    await pullThePlug(server);
    await server.restart();
  }
  return moving;
}

/** An issue once all its events are with it. */
const settled = (project: TestProject, id: string) =>
  until(
    `the end of what moves events of ${id}`,
    () => project.detail(id),
    ({ moving }) => !moving,
  );
