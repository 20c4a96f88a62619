import { beforeAll, describe, expect, inject, test } from "vitest";
import { envelope, errorEnvelope, errorEvent, newEventId } from "../envelope-text.ts";
import { TestProject } from "../project.ts";

const server = inject("server");
let project: TestProject;
let other: TestProject;

beforeAll(async () => {
  project = await TestProject.create(server, "doors");
  other = await TestProject.create(server, "next-door");
});

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { method: "POST", body, headers });

const event = () => JSON.stringify(errorEvent("DoorError"));
const unknownKey = "0".repeat(32);

describe("a client proves itself", () => {
  const ways: [string, () => Promise<Response>][] = [
    [
      "by the query",
      () => post(`/api/${project.id}/envelope/?sentry_key=${project.key.publicKey}`, errorEnvelope("Q").bytes),
    ],
    [
      "by the X-Sentry-Auth header",
      () => {
        const auth = `Sentry sentry_version=7,sentry_client=test/1, sentry_key=${project.key.publicKey}`;
        return post(`/api/${project.id}/envelope/`, errorEnvelope("H").bytes, { "x-sentry-auth": auth });
      },
    ],
    [
      "by the DSN in the envelope",
      () => {
        const id = newEventId();
        const sent = errorEvent("D", { event_id: id });
        const bytes = envelope({ event_id: id, dsn: project.dsn }, [{ type: "event" }, sent]);
        return post(`/api/${project.id}/envelope/`, bytes);
      },
    ],
    ["without a project in the path", () => post(`/api/store/?sentry_key=${project.key.publicKey}`, event())],
    ["without the trailing slash", () => post(`/api/${project.id}/store?sentry_key=${project.key.publicKey}`, event())],
    [
      "with a key in capitals",
      () => post(`/api/${project.id}/store/?sentry_key=${project.key.publicKey.toUpperCase()}`, event()),
    ],
  ];

  test.each(ways)("%s", async (_, send) => {
    const answer = await send();
    expect(answer.status).toBe(200);
    const { id } = (await answer.json()) as { id: string }; // the protocol's answer
    const found = await project.read<{ eventId: string }>(`/events/${id}`);
    expect(found.eventId).toBe(id);
  });

  test("a wrong key, a foreign key and an unknown project are answered alike", async () => {
    const answers = await Promise.all([
      post(`/api/${project.id}/envelope/?sentry_key=${unknownKey}`, errorEnvelope("X").bytes),
      post(`/api/${project.id}/envelope/?sentry_key=${other.key.publicKey}`, errorEnvelope("X").bytes),
      post(`/api/999999/envelope/?sentry_key=${project.key.publicKey}`, errorEnvelope("X").bytes),
      post(`/api/999999/envelope/?sentry_key=${unknownKey}`, errorEnvelope("X").bytes),
      post(`/api/${project.id}/envelope/`, envelope({ dsn: other.dsn.replace(/\d+$/, project.id) })),
    ]);
    const bodies = await Promise.all(answers.map(async (answer) => ({ ...(await answer.json()), requestId: "" })));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([403]));
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });

  test("no key at all is 401, keys that disagree are 403", async () => {
    expect((await post(`/api/${project.id}/envelope/`, errorEnvelope("X").bytes)).status).toBe(401);
    const disagreeing = envelope({ dsn: other.dsn }, [{ type: "event" }, errorEvent("X")]);
    expect((await project.post("envelope/", disagreeing)).status).toBe(403);
  });

  test("a key that was switched off sends nothing more", async () => {
    const gone = await TestProject.create(server, "switched-off");
    await gone.deactivate();
    expect((await gone.post("envelope/", errorEnvelope("X").bytes)).status).toBe(403);
    expect(await gone.outcomes()).toEqual({});
  });

  test("a project that names its pages takes nothing from others", async () => {
    const choosy = await TestProject.create(server, "choosy");
    await choosy.set({ allowedOrigins: ["https://shop.example.test", "*.example.org"] });
    const from = (origin: string) => choosy.post("envelope/", errorEnvelope("Page").bytes, { origin });
    expect((await from("https://shop.example.test")).status).toBe(200);
    expect((await from("https://www.example.org")).status).toBe(200);
    for (const origin of [
      "https://evil.example.test",
      "https://shop.example.test.evil.test",
      "https://badexample.org",
    ]) {
      const answer = await from(origin);
      expect(answer.status).toBe(403);
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    }
    expect((await choosy.post("envelope/", errorEnvelope("NoPage").bytes)).status).toBe(200);
    expect(await choosy.outcomes()).toEqual({ "accepted error": 3, "filtered default origin": 3 });
  });

  test("nothing of what was refused is kept", async () => {
    expect(await other.outcomes()).toEqual({});
    expect(Object.keys(await project.outcomes())).toEqual(["accepted error"]);
  });
});

describe("any page may send and read the answer", () => {
  const readable = (answer: Response) => {
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const exposed = answer.headers.get("access-control-expose-headers");
    for (const name of ["x-sentry-error", "x-sentry-rate-limits", "retry-after"]) expect(exposed).toContain(name);
  };
  const origin = { origin: "https://shop.example.test" };

  test("the preflight allows what SDKs send", async () => {
    for (const path of [`/api/${project.id}/envelope/`, "/api/store/", "/api/7/unknown/"]) {
      const answer = await fetch(server.url + path, { method: "OPTIONS", headers: origin });
      expect(answer.status).toBe(204);
      readable(answer);
      expect(answer.headers.get("access-control-allow-methods")).toContain("POST");
      for (const name of ["x-sentry-auth", "content-type", "content-encoding", "sentry-trace", "baggage"]) {
        expect(answer.headers.get("access-control-allow-headers")).toContain(name);
      }
    }
  });

  test.each([
    [200, () => project.post("envelope/", errorEnvelope("Cors").bytes, origin)],
    [400, () => project.post("envelope/", "neither", origin)],
    [401, () => post(`/api/${project.id}/envelope/`, "{}\n", origin)],
    [403, () => post(`/api/${project.id}/envelope/?sentry_key=${unknownKey}`, "{}\n", origin)],
    [404, () => project.post("nothing-here/", "{}", origin)],
    [413, () => project.post("envelope/", errorEnvelope("Big", { extra: { x: "x".repeat(1 << 20) } }).bytes, origin)],
    [415, () => project.post("envelope/", "{}", { ...origin, "content-encoding": "compress" })],
  ])("an answer of %i", async (status, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    readable(answer);
    if (status === 200) return;
    expect(answer.headers.get("x-sentry-error")).toBeTruthy();
    expect(await answer.json()).toMatchObject({ detail: expect.any(String), requestId: expect.any(String) });
  });
});
