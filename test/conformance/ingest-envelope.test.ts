import { describe, expect, inject, test } from "vitest";
import { envelope, errorEnvelope, errorEvent, newEventId } from "../envelope-text.ts";
import { TestProject } from "../project.ts";

const server = inject("server");
let projects = 0;

const newProject = () => TestProject.create(server, `envelope-${++projects}`);

describe("an envelope", () => {
  test("with nothing in it is taken", async () => {
    const project = await newProject();
    expect(await project.send(envelope({}))).toEqual({});
    expect(await project.send(Buffer.from("{}"))).toEqual({});
    expect(await project.outcomes()).toEqual({});
  });

  test("with items of no known type is taken, and its event with it", async () => {
    const project = await newProject();
    const sent = errorEvent("AmongStrangers");
    const bytes = envelope(
      { event_id: sent.event_id },
      [{ type: "hologram", length: 5 }, "a\nb\nc"],
      [{ type: "event" }, sent],
      [{ type: "statsd" }, "count:1|c"],
      [{ type: "replay_event" }, {}],
    );
    expect(await project.send(bytes)).toEqual({ id: sent.event_id });
    await project.issue("AmongStrangers: it broke");
    expect(await project.outcomes()).toEqual({
      "accepted error": 1,
      "unsupported default unknown": 1,
      "unsupported default statsd": 1,
      "unsupported replay replay_event": 1,
    });
  });

  test("with an id answers it and keeps the event under it, whatever the payload says", async () => {
    const project = await newProject();
    const id = newEventId();
    const hyphenated = id.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-").toUpperCase();
    const answer = await project.send(envelope({ event_id: hyphenated }, [{ type: "event" }, errorEvent("Named")]));
    expect(answer).toEqual({ id });
    const issue = await project.issue("Named: it broke");
    expect((await project.event(issue.id)).eventId).toBe(id);
  });

  test("with two events keeps the first and counts the other as refused", async () => {
    const project = await newProject();
    const bytes = envelope({}, [{ type: "event" }, errorEvent("First")], [{ type: "event" }, errorEvent("Second")]);
    await project.send(bytes);
    await project.issue("First: it broke");
    expect(await project.outcomes()).toEqual({ "accepted error": 1, "invalid error duplicate-event": 1 });
    expect(await project.issues()).toHaveLength(1);
  });

  test("sent again changes nothing", async () => {
    const project = await newProject();
    const { id, bytes } = errorEnvelope("Again");
    for (let i = 0; i < 5; i += 1) expect(await project.send(bytes)).toEqual({ id });
    const [issue] = await project.untilEvents(1);
    expect(issue).toMatchObject({ events: 1 });
    expect(await project.eventIds(issue?.id ?? "")).toEqual([id]);
    expect(await project.outcomes()).toEqual({ "accepted error": 1 });
  });

  test("with letters that are no UTF-8 keeps the event", async () => {
    const project = await newProject();
    const bytes = Buffer.from(JSON.stringify(errorEvent("Mangled")).replace("it broke", "it ~ broke"));
    bytes[bytes.indexOf("~")] = 0xff;
    await project.send(envelope({}, [{ type: "event" }, bytes]));
    expect(await project.issue("Mangled: it \ufffd broke")).toMatchObject({ events: 1 });
  });

  test("with ten thousand tags keeps a hundred of them", async () => {
    const project = await newProject();
    const tags = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`tag-${i}`, `value ${i}`]));
    await project.send(errorEnvelope("Tagged", { tags }).bytes);
    const issue = await project.issue("Tagged: it broke");
    const { event } = await project.event(issue.id);
    expect(event.tags.filter(([key]) => key.startsWith("tag-"))).toHaveLength(100);
    expect((await project.detail(issue.id)).tags.length).toBeLessThanOrEqual(event.tags.length);
  });

  test("nested a hundred thousand levels deep is survived", async () => {
    const project = await newProject();
    const deep = `${'{"a":['.repeat(50_000)}1${"]}".repeat(50_000)}`;
    const places = [
      `{}\n{"type":"event"}\n{"message":"deep","extra":{"x":${deep}}}`,
      `{}\n{"type":"event"}\n{"message":"deep","breadcrumbs":${deep}}`,
      `{}\n{"type":"event"}\n{"message":"deep","exception":${"[".repeat(200_000)}${"]".repeat(200_000)}}`,
      `{}\n{"type":"check_in"}\n${deep}`,
      `{}\n{"type":"client_report"}\n{"discarded_events":[${"[".repeat(20_000)}${"]".repeat(20_000)}]}`,
      `{"trace":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}\n{"type":"event"}\n{"message":"deep"}`,
    ];
    for (const body of places) {
      const answer = await project.post("envelope/", body);
      expect([200, 400, 413]).toContain(answer.status);
    }
    expect((await project.untilEvents(4)).map((issue) => issue.title)).toContain("deep");
    for (const issue of await project.issues())
      expect(await project.event(issue.id)).toMatchObject({ issueId: issue.id });
  });
});

describe("an envelope that cannot be read to its end keeps nothing", () => {
  const sent = () => JSON.stringify(errorEvent("Broken"));
  const broken: [what: string, body: () => string, reason: string][] = [
    ["an empty body", () => "", "empty-body"],
    ["a header that is no JSON", () => `{"event_id\n{"type":"event"}\n${sent()}`, "bad-json"],
    ["a header that is a list", () => `[]\n{"type":"event"}\n${sent()}`, "not-an-object"],
    ["an item header that is no JSON", () => `{}\n{"type":"event"}\n${sent()}\nnonsense`, "bad-item-header"],
    ["an item without a type", () => `{}\n{"type":"event"}\n${sent()}\n{"length":2}\n{}`, "bad-item-header"],
    [
      "a length beyond the end",
      () => `{}\n{"type":"event"}\n${sent()}\n{"type":"session","length":99}\n{}`,
      "truncated-item",
    ],
    ["a length that is too short", () => `{}\n{"type":"event","length":10}\n${sent()}`, "missing-newline"],
    ["a negative length", () => `{}\n{"type":"event"}\n${sent()}\n{"type":"event","length":-1}\n{}`, "bad-item-header"],
    [
      "an attachment cut short",
      () => `{"event_id":"${newEventId()}"}\n{"type":"event"}\n${sent()}\n{"type":"attachment","length":99}\nabc`,
      "truncated-item",
    ],
  ];

  test.each(broken)("%s", async (_, body, reason) => {
    const project = await newProject();
    const answer = await project.post("envelope/", body());
    expect(answer.status).toBe(400);
    const { detail, causes } = (await answer.json()) as { detail: string; causes: string[] }; // the protocol's answer
    expect(detail).not.toBe("");
    expect(causes[0]).toContain(reason === "bad-json" || reason === "not-an-object" ? "bad-header" : reason);
    const ends = Object.entries(await project.outcomes());
    for (const [end, count] of ends) expect([end, count]).toEqual([expect.stringMatching(/^invalid /), 1]);
    expect(ends.length).toBeGreaterThan(0);
    expect(await project.issues()).toEqual([]);
  });

  test("an event that is no JSON is refused by itself, not its neighbours", async () => {
    const project = await newProject();
    const checkIn = { monitor_slug: "nightly", status: "ok" };
    await project.send(envelope({}, [{ type: "event" }, "{"], [{ type: "check_in" }, checkIn]));
    expect(await project.untilOutcomes({ "accepted monitor": 1 })).toEqual({
      "accepted monitor": 1,
      "invalid error bad-json": 1,
    });
  });

  test("a cut repeat leaves the attachments of the envelope that came whole", async () => {
    const project = await newProject();
    const sent = errorEvent("Kept");
    const file = Buffer.alloc(50_000, "file ");
    const header = { type: "attachment", filename: "kept.txt", length: file.length };
    const whole = envelope(
      { event_id: sent.event_id },
      [{ type: "event" }, sent],
      [header, file],
      [{ type: "session", length: 2 }, {}],
    );
    await project.send(whole);
    const issue = await project.issue("Kept: it broke");
    expect((await project.post("envelope/", whole.subarray(0, -2))).status).toBe(400);
    const { attachments } = await project.event(issue.id, sent.event_id);
    expect((await project.attachment(issue.id, sent.event_id, attachments[0]?.id ?? "")).equals(file)).toBe(true);
  });
});
