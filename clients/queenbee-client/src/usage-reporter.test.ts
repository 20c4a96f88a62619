import { beforeEach, expect, it } from "vitest";
import { QueenbeeApi } from "./http.ts";
import { UsageReporter } from "./usage-reporter.ts";

type Sent = { id: string; value: string }[];
let batches: Sent[] = [];
let answer: (events: Sent) => Response = () => taken();
const taken = (refused: object[] = []) => Response.json({ accepted: 0, late: 0, duplicates: 0, refused });
let lost: string[] = [];

beforeEach(() => {
  [batches, lost] = [[], []];
  answer = () => taken();
});

function reporter(options = {}) {
  const fetch = async (request: Request) => {
    const { events } = JSON.parse(await request.text());
    batches.push(events);
    return answer(events);
  };
  const api = new QueenbeeApi({ url: "https://apiary.example", token: "", fetch, sleep: async () => {} });
  const onLost = (events: { event: { id: string }; reason: string }[]) =>
    lost.push(...events.map(({ event, reason }) => `${event.id} ${reason}`));
  return new UsageReporter(api, { nowMs: () => 1_000, flushEveryMs: 3_600_000, onLost, ...options });
}
const event = (id: string) => ({ id, accountId: "a", meter: "messages", value: "1" });
const away = () => {
  throw new TypeError("fetch failed");
};

it("sends in batches what waits, each event with an id and its time", async () => {
  const usage = reporter();
  usage.record({ accountId: "a", meter: "messages", value: "2" });
  for (let count = 1; count <= 1_200; count += 1) usage.record(event(`e${count}`));
  expect(await usage.flush()).toBe(true);
  expect(batches.map(({ length }) => length)).toEqual([500, 500, 201]);
  expect(batches[0]?.[0]).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    atMs: 1_000,
    accountId: "a",
    meter: "messages",
    value: "2",
  });
  expect(usage.waiting).toBe(0);
});

it("sends by itself after a while, and again after a failure", async () => {
  let failures = 5;
  answer = () => (failures-- > 0 ? away() : taken());
  const usage = reporter({ flushEveryMs: 1 });
  usage.record(event("a"));
  await expect.poll(() => [usage.waiting, batches.length]).toEqual([0, 6]);
});

it("keeps what was not answered, in its order and with its ids", async () => {
  const usage = reporter();
  answer = away;
  usage.record(event("a"));
  expect(await usage.flush()).toBe(false);
  usage.record(event("b"));
  answer = () => taken();
  expect(await usage.flush()).toBe(true);
  expect(batches.at(-1)?.map(({ id }) => id)).toEqual(["a", "b"]);
});

it("takes no more than there is place for, and says what is lost", async () => {
  const usage = reporter({ waitingMax: 2 });
  expect(["a", "b", "c"].map((id) => usage.record(event(id)))).toEqual([true, true, false]);
  expect(lost).toEqual(["c buffer-full"]);
  answer = () => taken([{ index: 1, id: "b", reason: "no-such-meter" }]);
  await usage.flush();
  expect(lost).toEqual(["c buffer-full", "b no-such-meter"]);
});

it("lets a malformed event keep none of the others out", async () => {
  const usage = reporter();
  answer = (events) =>
    events.some(({ id }) => id === "bad")
      ? Response.json({ title: "invalid-input", detail: "" }, { status: 422 })
      : taken();
  for (const id of ["a", "bad", "b"]) usage.record(event(id));
  expect(await usage.flush()).toBe(true);
  expect([lost, batches.slice(1).map(([one]) => one?.id)]).toEqual([["bad invalid-input"], ["a", "bad", "b"]]);
});

it("closes with everything sent, or gives back what is left", async () => {
  const sent = reporter();
  sent.record(event("a"));
  expect(await sent.close()).toEqual([]);
  expect([sent.record(event("b")), lost]).toEqual([false, ["b closed"]]);
  answer = () => Response.json({ title: "forbidden", detail: "" }, { status: 403 });
  const kept = reporter();
  kept.record(event("c"));
  expect(await kept.close()).toMatchObject([{ id: "c" }]);
  const hanging = reporter();
  hanging.record(event("d"));
  answer = () => new Response(new ReadableStream({ start: () => {} }));
  expect(await hanging.close(5)).toMatchObject([{ id: "d" }]);
});
