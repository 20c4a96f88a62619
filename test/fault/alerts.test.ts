import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import type { NotificationContent } from "../../workers/alerts/view.ts";
import { TestAlerts } from "../alerts.ts";
import { pullThePlug } from "../burst.ts";
import { errorEnvelope } from "../envelope-text.ts";
import { until } from "../poll.ts";
import { TestProject } from "../project.ts";
import { startTestServer } from "../server.ts";
import { startWebhookServer } from "../webhook-server.ts";

/** After these pauses, from the moment that an event is acknowledged, the plug is pulled: around commit, projection, round and delivery. */
const PAUSES_MS = [0, 510, 560, 620, 900];

test("every new issue is told once, at whatever moment the server is killed", async () => {
  await using hooks = await startWebhookServer();
  await using server = await startTestServer({ APIARY_OUTBOUND_ALLOW: "127.0.0.1" });
  const project = await TestProject.create(server, "killed");
  const alerts = new TestAlerts(server);
  const { receiver } = await alerts.receiver({ kind: "webhook", name: "Hook", url: `${hooks.url}/hook` });
  await alerts.rule({ triggers: [{ kind: "new-issue" }], receivers: [receiver.id] });
  const titles: string[] = [];
  for (const [i, pauseMs] of PAUSES_MS.entries()) {
    const kind = `Killed${i}`;
    titles.push(`${kind}: it broke`);
    const { bytes } = errorEnvelope(kind);
    await project.send(bytes);
    await pause(pauseMs);
    await pullThePlug(server);
    await server.restart();
    await project.send(bytes);
  }
  // One more makes its project's object ask for a round, which finds whatever an earlier one did not.
  await project.send(errorEnvelope("Last").bytes);
  titles.push("Last: it broke");
  const told = () =>
    new Map(
      hooks.requests.map(({ headers, body }) => {
        const { data } = JSON.parse(body) as { data: NotificationContent }; // the shape that its view declares
        return [headers["webhook-id"], data.issues.map(({ title }) => title)];
      }),
    );
  const outbox = await until(
    "every issue's notification",
    () => alerts.notifications(),
    (rows) => rows.reduce((sum, row) => sum + row.alerts, 0) >= titles.length,
  );
  // What a kill met between taking and sending is sent again when its lease of minutes is over, or when somebody asks for it.
  const taken = outbox.filter(({ status, attempts }) => status === "waiting" && attempts > 0).map(({ id }) => id);
  if (taken.length > 0) await alerts.dismiss(taken);
  if (taken.length > 0) await alerts.replay(taken);
  await until(
    "every issue's alert",
    async () => [...told().values()].flat().length,
    (count) => count >= titles.length,
  );
  // A repeat of what was sent just before a kill has the same id, by which a receiver knows it.
  expect([...told().values()].flat().sort()).toEqual(titles.sort());
  const rows = await alerts.notifications();
  expect(rows.filter(({ status }) => status === "parked" || status === "dismissed")).toEqual([]);
});
