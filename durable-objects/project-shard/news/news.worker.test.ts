import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Watch } from "../../../workers/alerts/watch.ts";
import type { EventArrival } from "../../../workers/errors/ingest/arrival.ts";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { batchOf, DEV, eventOf, NOW_MS, submissionOf, wholeBatchOf } from "../batch-fixture.ts";
import { COUNTED_MAX, LATE_MS, type NewsQuery, STRETCH_EVENTS } from "./news.ts";
import { BODIES_MAX, EVENTS_MAX } from "./triggering-tags.ts";

const shard = () => env.PROJECT_SHARD.getByName("1");
const commit = (events: EventArrival[], nowMs = NOW_MS) => shard().commit(batchOf([submissionOf(events)], { nowMs }));
const WATCH: Watch = {
  rule: "r",
  triggers: [{ kind: "new-issue" }, { kind: "returned-issue" }],
  filters: { environments: [], levels: [], tags: [], title: null },
  sinceMs: 0,
};
const news = (query: Partial<NewsQuery> = {}) =>
  shard().news({ sinceSeq: null, sinceMs: 0, nowMs: NOW_MS, watches: [WATCH], ...query });

test("a project without events has no news", async () => {
  expect(await news()).toEqual({ findings: [], seq: 0, eventAtMs: null, more: false });
});

test("news go on where they ended", async () => {
  await commit([eventOf("a"), eventOf("a"), eventOf("b")]);
  const first = await news();
  expect(first).toMatchObject({ seq: 3, eventAtMs: NOW_MS, more: false });
  expect(first.findings.map(({ issue, seq, trigger, atMs }) => [issue, seq, trigger, atMs])).toEqual([
    [1, 1, "new-issue", NOW_MS],
    [2, 3, "new-issue", NOW_MS],
  ]);
  expect(await news({ sinceSeq: 3 })).toMatchObject({ findings: [], seq: 3 });
  await shard().change([1], { status: "resolved", ...DEV, nowMs: NOW_MS });
  await commit([eventOf("c"), eventOf("a", { timestampMs: NOW_MS + 1 })], NOW_MS + 1);
  const next = await news({ sinceSeq: 3 });
  expect(next.findings.map(({ issue, seq, trigger }) => [issue, seq, trigger])).toEqual([
    [1, 5, "returned-issue"],
    [3, 4, "new-issue"],
  ]);
});

test("whoever never read begins with what arrived since a moment", async () => {
  for (let minute = 0; minute < 5; minute += 1) {
    await commit([eventOf(`hash-${minute}`), eventOf(`more-${minute}`)], NOW_MS + minute * MINUTE_MS);
  }
  const issues = async (sinceMs: number) => (await news({ sinceMs })).findings.map(({ issue }) => issue);
  expect(await issues(NOW_MS + 3 * MINUTE_MS)).toEqual([7, 8, 9, 10]);
  expect(await issues(NOW_MS + 3 * MINUTE_MS + 1)).toEqual([9, 10]);
  expect(await issues(NOW_MS + 9 * MINUTE_MS)).toEqual([]);
  expect(await issues(0)).toHaveLength(10);
});

test.each([
  [EVENTS_MAX - 1, 1],
  [EVENTS_MAX, 0],
])("of a burst's events with %d after it, one with a rule's tag counts or not", async (after, found) => {
  const tags: [string, string][] = [["browser", "Firefox"]];
  const burst = [eventOf("a", { tags }), ...Array.from({ length: after }, () => eventOf("a"))];
  await shard().commit(wholeBatchOf(burst));
  const filters = { ...WATCH.filters, tags: [{ key: "browser", match: "is" as const, value: "Firefox" }] };
  const watch = { ...WATCH, triggers: [{ kind: "frequency" as const, count: 1, minutes: 1 }], filters };
  expect((await news({ watches: [watch] })).findings).toHaveLength(found);
});

test.each([
  [LATE_MS - 1, 2],
  [LATE_MS, 1],
])("what began %d ms ago is looked at to its end or hour by hour", async (agoMs, issues) => {
  await commit([eventOf("a")], NOW_MS - agoMs);
  await commit([eventOf("b")], NOW_MS);
  expect((await news()).findings).toHaveLength(issues);
});

test.each([STRETCH_EVENTS, STRETCH_EVENTS + 1])("of %d events a call looks at a bounded number", async (events) => {
  await commit(Array.from({ length: events - 1 }, () => eventOf("a")));
  await commit([eventOf("b")]);
  const first = await news();
  expect([first.seq, first.more]).toEqual([STRETCH_EVENTS, events > STRETCH_EVENTS]);
  const next = await news({ sinceSeq: first.seq });
  expect([next.seq, next.more]).toEqual([events, false]);
  expect([...first.findings, ...next.findings].map(({ issue }) => issue)).toEqual([1, 2]);
});

test.each([
  [BODIES_MAX, 0],
  [BODIES_MAX + 1, 1],
])("of %d events a bounded number is read for its tags; what is not counts as having them", async (events, found) => {
  await shard().commit(wholeBatchOf(Array.from({ length: events }, (_, i) => eventOf(`hash-${i}`))));
  const filters = { ...WATCH.filters, tags: [{ key: "browser", match: "is" as const, value: "Firefox" }] };
  expect((await news({ watches: [{ ...WATCH, filters }] })).findings).toHaveLength(found);
});

test.each([
  [COUNTED_MAX, COUNTED_MAX],
  [COUNTED_MAX + 1, COUNTED_MAX],
])("of %d events of one minute %d are counted for a stretch of long ago", async (events, counted) => {
  const thenMs = NOW_MS - LATE_MS;
  await commit([eventOf("a", { timestampMs: thenMs })], thenMs);
  await runInDurableObject(shard(), (_, { storage }) => {
    storage.sql.exec(
      `with recursive n(seq) as (select 2 union all select seq + 1 from n where seq < ?)
       insert into event (seq, event_id, issue, timestamp_ms, received_ms, irrelevance, segment, start, length, summary)
       select n.seq, cast('copy-' || n.seq as blob), issue, timestamp_ms, received_ms, irrelevance, segment, start, length, summary
       from n join event on event.seq = 1`,
      events,
    );
  });
  const watch = { ...WATCH, triggers: [{ kind: "frequency" as const, count: 1, minutes: 1 }] };
  const { findings } = await news({ sinceSeq: events - 1, watches: [watch] });
  expect(findings.map(({ count }) => count)).toEqual([counted]);
});
