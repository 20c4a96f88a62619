import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { pullThePlug } from "../burst.ts";
import { envelope, errorEnvelope, errorEvent } from "../envelope-text.ts";
import { TestProject } from "../project.ts";
import { startTestServer, type TestServer } from "../server.ts";

/** Becomes the owner by the link that the server printed. Returns the new person's id. */
async function claim(server: TestServer): Promise<string> {
  const token = /\/welcome\?token=(\w+)/.exec(server.output())?.[1];
  const answer = await fetch(`${server.url}/id/first-owner`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, name: "Robin", email: "robin@example.test" }),
  });
  expect(answer.status).toBe(200);
  const people = await fetch(`${server.url}/console/api/identity/people`, {
    headers: { authorization: `Bearer ${server.token}` },
  });
  const body = (await people.json()) as { people: { id: string }[] }; // the shape of workers/identity/view.ts
  return body.people[0]?.id ?? "";
}

test("an acknowledged attachment outlasts a kill byte for byte", async () => {
  await using server = await startTestServer();
  const project = await TestProject.create(server, "files");
  const event = errorEvent("Crash");
  const file = randomBytes(3_000_000);
  const header = { type: "attachment", filename: "core.bin", length: file.length };
  await project.send(envelope({ event_id: event.event_id }, [{ type: "event" }, event], [header, file]));
  await pullThePlug(server);
  await server.restart();

  const issue = await project.issue("Crash: it broke");
  const { attachments } = await project.event(issue.id, event.event_id);
  expect((await project.attachment(issue.id, event.event_id, attachments[0]?.id ?? "")).equals(file)).toBe(true);
});

test("what people decided about issues outlasts a kill, and a resolved issue that comes back says so", async () => {
  await using server = await startTestServer();
  const project = await TestProject.create(server, "decisions");
  const robin = await claim(server);
  for (const kind of ["Fixed", "Noise", "Mine", "Open"]) await project.send(errorEnvelope(kind).bytes);
  const idOf = async (kind: string) => (await project.issue(`${kind}: it broke`)).id;
  await project.change({ ids: [await idOf("Fixed")], status: "resolved" });
  await project.change({ ids: [await idOf("Noise")], status: "ignored" });
  await project.change({ ids: [await idOf("Mine")], assignee: robin });
  await pullThePlug(server);
  await server.restart();

  const state = async (kind: string) => {
    const { status, regressed, assignee } = await project.detail(await idOf(kind));
    return { status, regressed, assignee: assignee?.name ?? null };
  };
  expect(await state("Fixed")).toEqual({ status: "resolved", regressed: false, assignee: null });
  expect(await state("Noise")).toEqual({ status: "ignored", regressed: false, assignee: null });
  expect(await state("Mine")).toEqual({ status: "unresolved", regressed: false, assignee: "Robin" });
  expect(await state("Open")).toEqual({ status: "unresolved", regressed: false, assignee: null });
  const listed = await project.untilEvents(4);
  expect(Object.fromEntries(listed.map((issue) => [issue.title, issue.status]))).toMatchObject({
    "Fixed: it broke": "resolved",
    "Noise: it broke": "ignored",
  });

  for (const kind of ["Fixed", "Noise"]) await project.send(errorEnvelope(kind).bytes);
  await project.untilEvents(6);
  expect(await state("Fixed")).toEqual({ status: "unresolved", regressed: true, assignee: null });
  expect(await state("Noise")).toEqual({ status: "ignored", regressed: false, assignee: null });
});
