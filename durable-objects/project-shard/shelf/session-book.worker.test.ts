import { env } from "cloudflare:workers";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CheckInArrival, SessionArrival, SessionState } from "../../../workers/errors/ingest/arrival.ts";
import { hourOf } from "../../../workers/kit/time.ts";
import { batchOf, eventOf, NOW_MS, submissionOf } from "../batch-fixture.ts";
import { RELEASES_PER_HOUR, RELEASES_SHOWN } from "./session-book.ts";

const shard = (name = "1") => env.PROJECT_SHARD.getByName(name);

const update = (sid: string, seq: number, state: SessionState, userHash: number | null = null): SessionArrival => ({
  sid,
  seq,
  state,
  userHash,
  startedMs: NOW_MS,
  release: "1.0.0",
  environment: "production",
  size: 50,
});

const record = (sessions: SessionArrival[], name?: string) =>
  shard(name).commit(batchOf([submissionOf([], { sessions })]));
const health = async (name?: string) => (await shard(name).health(hourOf(NOW_MS) - 1))[0];

test("a session counts once, at the worst state that it was in", async () => {
  await record([update("s1", 0, "ok"), update("s2", 0, "ok")]);
  await record([update("s1", 1, "errored"), update("s2", 1, "exited")]);
  await record([update("s1", 2, "crashed", 7), update("s1", 3, "exited")]);
  expect(await health()).toMatchObject({ sessions: 2, errored: 0, crashed: 1, crashedUsers: 1 });
});

test("repeated and late updates of a session change nothing", async () => {
  let name = 0;
  const updates = fc.array(fc.constantFrom<SessionState>("ok", "errored", "crashed", "exited"), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(updates, async (states) => {
      const sent = states.map((state, seq) => update("s", seq, state));
      const [once, again] = [`once-${name}`, `again-${name++}`];
      await record(sent, once);
      for (const one of sent) await record([one, one], again);
      await record([sent[0] ?? update("s", 0, "ok")], again);
      expect(await health(again)).toEqual(await health(once));
    }),
    { numRuns: 12 },
  );
});

test("sessions that the client counted are added once", async () => {
  const item = {
    digest: "d",
    size: 80,
    aggregates: [
      {
        startedMs: NOW_MS,
        exited: 5,
        errored: 2,
        abnormal: 1,
        crashed: 1,
        userHash: 3,
        release: "1.0.0",
        environment: "production",
      },
    ],
  };
  for (let i = 0; i < 2; i += 1) await shard().commit(batchOf([submissionOf([], { aggregates: [item] })]));
  expect(await health()).toMatchObject({ sessions: 9, errored: 2, abnormal: 1, crashed: 1, users: 1 });
});

const checkIn = (fields: Partial<CheckInArrival>): CheckInArrival => ({
  id: "c1",
  monitor: "nightly",
  status: "in_progress",
  durationSeconds: null,
  environment: "production",
  release: null,
  config: null,
  size: 40,
  ...fields,
});
const checkedIn = (checkIns: CheckInArrival[], nowMs = NOW_MS) =>
  shard().commit(batchOf([submissionOf([], { checkIns })], { nowMs }));

test("a check-in ends the one in progress, named or the newest, and keeps the monitor's schedule", async () => {
  await checkedIn([checkIn({ config: '{"schedule":"0 3 * * *"}' })]);
  await checkedIn([checkIn({ id: null, status: "ok" })], NOW_MS + 4_000);
  await checkedIn([checkIn({ status: "error" })], NOW_MS + 5_000);
  expect(await shard().monitors()).toMatchObject([
    { slug: "nightly", config: '{"schedule":"0 3 * * *"}', checkIns: [{ id: "c1", status: "ok", durationSeconds: 4 }] },
  ]);
});

test("an end without a beginning is a check-in of its own, with an id or as a heartbeat without one", async () => {
  await checkedIn([checkIn({ id: "c9", status: "ok", durationSeconds: 2 })]);
  for (let i = 1; i <= 2; i += 1) await checkedIn([checkIn({ id: null, status: "ok" })], NOW_MS + i);
  const named = { id: "c9", status: "ok", durationSeconds: 2 };
  const heartbeat = { id: expect.stringMatching(/^[0-9a-f]{32}$/), status: "ok" };
  expect((await shard().monitors())[0]?.checkIns).toMatchObject([heartbeat, heartbeat, named]);
});

test("feedback is kept once and shown with its event's issue", async () => {
  const event = eventOf("a");
  const feedback = {
    id: "f1",
    eventId: event.eventId,
    name: "",
    email: "user@example.com",
    message: "It broke",
    url: "",
    size: 20,
  };
  for (let i = 0; i < 2; i += 1) await shard().commit(batchOf([submissionOf([event], { feedback: [feedback] })]));
  expect((await shard().issue(1))?.feedback).toMatchObject([{ comments: "It broke", eventId: event.eventId }]);
  expect(await shard().feedback()).toHaveLength(1);
});

test("releases beyond the hour's limit are counted together, and the busiest are shown", async () => {
  const many = Array.from({ length: RELEASES_PER_HOUR + 5 }, (_, i) => ({
    ...update(`s${i}`, 0, "ok"),
    release: `r${i}`,
  }));
  await record([...many, { ...update("busy", 0, "ok"), release: "r1" }]);
  const shown = await shard().health(hourOf(NOW_MS));
  expect(shown).toHaveLength(RELEASES_SHOWN);
  expect(shown.slice(0, 2).map(({ release, sessions }) => [release, sessions])).toEqual([
    ["(others)", 5],
    ["r1", 2],
  ]);
});
