import { expect, test } from "vitest";
import { randomFrom, workerdPid } from "../burst.ts";
import { envelope, newEventId } from "../envelope-text.ts";
import { TestProject } from "../project.ts";
import { startTestServer } from "../server.ts";
import { fullItems, garbled, oddJson } from "./mutation.ts";

const REQUESTS = 3_000;
const AT_ONCE = 24;
const ISSUES_READ = 60;

test("whatever is done to an envelope, the answer is no server error, and what was kept can be read", async () => {
  await using server = await startTestServer();
  const project = await TestProject.create(server, "fuzzed");
  const process = workerdPid(server);
  const requests = Array.from({ length: REQUESTS }, (_, seed) => requestOf(seed)).values();
  const failures: unknown[] = [];
  const client = async (): Promise<void> => {
    for (const { seed, path, body } of requests) {
      const answer = await project.post(path, body);
      if (answer.status >= 500) failures.push({ seed, status: answer.status, answer: await answer.text() });
      else await answer.body?.cancel();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  expect(failures).toEqual([]);
  expect(workerdPid(server)).toBe(process);
  expect(server.output()).not.toContain("unhandled");

  const {
    "accepted error": errors = 0,
    "accepted default": messages = 0,
    "accepted security": reports = 0,
  } = await project.outcomes();
  const issues = await project.untilEvents(errors + messages + reports);
  expect(issues.length).toBeGreaterThan(10);
  for (const issue of issues.slice(0, ISSUES_READ)) {
    expect(await project.detail(issue.id)).toMatchObject({ id: issue.id });
    expect(await project.event(issue.id)).toMatchObject({ issueId: issue.id });
  }
  for (const page of ["health", "monitors", "feedback"]) await project.read(`/projects/${project.slug}/${page}`);
});

/** The request of a seed: odd values in half of them, garbled bytes in the rest or on top. */
function requestOf(seed: number): { seed: number; path: string; body: Buffer<ArrayBuffer> } {
  const random = randomFrom(seed);
  const odd = random() < 0.6;
  const id = newEventId();
  const items = fullItems().filter(([type]) => type === "event" || random() < 0.3);
  const [, event] = items[0] ?? [];
  const written = items.map(([type, payload]): [Record<string, unknown>, unknown] => {
    const header = random() < 0.1 ? (oddJson({ type, length: 20 }, random) as Record<string, unknown>) : { type }; // any JSON will do
    return [header, odd && typeof payload === "object" ? JSON.stringify(oddJson(payload, random)) : payload];
  });
  const stored = random() < 0.1;
  const headers = { event_id: id, sent_at: new Date().toISOString(), sdk: { name: "fuzz", version: "1" } };
  const plain = stored
    ? Buffer.from(JSON.stringify(odd ? oddJson(event, random) : event))
    : envelope(random() < 0.1 ? { odd: oddJson(headers, random) } : headers, ...written);
  return { seed, path: stored ? "store/" : "envelope/", body: odd && random() < 0.8 ? plain : garbled(plain, random) };
}
