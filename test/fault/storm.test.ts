import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { workerdPid } from "../burst.ts";
import { errorEnvelope, errorEvent } from "../envelope-text.ts";
import { TestProject } from "../project.ts";
import { startTestServer } from "../server.ts";

const ROUNDS = 60;

test("a storm of bad requests stores nothing, and the server goes on as if nothing had been", async () => {
  await using server = await startTestServer();
  const project = await TestProject.create(server, "stormy");
  const process = workerdPid(server);
  const gzip = { "content-encoding": "gzip" };
  const attacks: (() => Promise<Response>)[] = [
    () => project.post("envelope/", randomBytes(2_000)),
    () => project.post("envelope/", randomBytes(2_000), gzip),
    () => project.post("envelope/", gzipSync(randomBytes(2_000)), gzip),
    () => project.post("envelope/", gzipSync(errorEnvelope("Storm").bytes).subarray(0, -9), gzip),
    () => project.post("envelope/", gzipSync(Buffer.alloc(4 << 20)), gzip),
    () => project.post("envelope/", `{}\n{"type":"event","length":9999}\n${JSON.stringify(errorEvent("Storm"))}`),
    () => project.post("envelope/", `{}\n{"type":"event"}\n${"[".repeat(100_000)}`),
    () => project.post("envelope/", `{}\n{"type":"event"}\n{"message":"${"x".repeat(1 << 20)}"}`),
    () => project.post("envelope/", `${'{"a":'.repeat(10_000)}`),
    () => project.post("store/", "AAAA"),
    () => project.post("store/", JSON.stringify([errorEvent("Storm")])),
    () => project.post("security/", "{}"),
    () => project.post("security/", JSON.stringify({ "csp-report": 7 })),
    () => project.post("cron/nightly/", "{", { "content-type": "application/json" }),
    () => project.post("cron/nightly/", "{}", { "content-type": "application/json" }),
    () => project.post("nowhere/", "{}"),
    () => project.post("envelope/", "{}", { "content-encoding": "gzip, br" }),
    () => fetch(`${server.url}/api/${project.id}/envelope/?sentry_key=%00%ff`, { method: "POST", body: "{}" }),
    () => fetch(`${server.url}/api/${"9".repeat(300)}/envelope/`, { method: "POST", body: "{}" }),
    () => fetch(project.ingestUrl("envelope/"), { method: "PUT", body: "{}" }),
    () => fetch(project.ingestUrl("envelope/")),
  ];
  for (let round = 0; round < ROUNDS; round += 1) {
    const statuses = await Promise.all(attacks.map(async (attack) => (await attack()).status));
    for (const status of statuses) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  }
  expect(workerdPid(server)).toBe(process);
  expect(server.output()).not.toContain("unhandled");
  expect(await project.issues()).toEqual([]);
  expect(Object.keys(await project.outcomes()).filter((name) => !name.startsWith("invalid"))).toEqual([]);

  await project.send(errorEnvelope("Calm").bytes);
  expect(await project.issue("Calm: it broke")).toMatchObject({ events: 1 });
});
