import { expect, test } from "vitest";
import { burst, eventsOf, keptIds, shuffled } from "../burst.ts";
import { TestProject } from "../project.ts";
import { startTestServer } from "../server.ts";

const EVENTS = 600;

/** What a project's issues say, without what differs between any two projects. */
async function picture(project: TestProject) {
  const issues = await project.untilEvents(EVENTS);
  const details = await Promise.all(issues.map((issue) => project.detail(issue.id)));
  return details
    .map(({ title, culprit, level, events, users, firstSeenMs, lastSeenMs, firstRelease, tags, daily, hashes }) => ({
      ...{ title, culprit, level, events, users, firstSeenMs, lastSeenMs, firstRelease, daily, hashes },
      tags: tags.map((tag) => ({ ...tag, values: tag.values.toSorted((a, b) => a.value.localeCompare(b.value)) })),
    }))
    .sort((a, b) => a.title.localeCompare(b.title));
}

test("the same events in any order, twice and from two clients, make the same issues", async () => {
  await using server = await startTestServer();
  const events = eventsOf(EVENTS, 12);
  const once = await TestProject.create(server, "in-order");
  for (const { bytes } of events) await once.send(bytes);
  const twice = await TestProject.create(server, "shuffled");
  await Promise.all([burst(twice, shuffled(events, 1)), burst(twice, shuffled(events, 2))]);

  expect(await twice.outcomes()).toEqual({ "accepted error": EVENTS });
  expect(await picture(twice)).toEqual(await picture(once));
  expect((await keptIds(twice)).sort()).toEqual(events.map((event) => event.id).sort());
});
