import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pauseOf } from "../../workers/alerts/rule.ts";
import type { AlertTrigger } from "../../workers/alerts/view.ts";
import { find } from "../../workers/alerts/watch.ts";
import { countMinute, type MinuteCounts, minuteOf } from "../../workers/errors/count/minute-counts.ts";
import { MINUTE_MS } from "../../workers/kit/time.ts";
import {
  emptyWindow,
  type Fact,
  handOver,
  hear,
  PENDING_MAX,
  RETOLD_MS,
  type Report,
  SUBJECTS_MAX,
  type WindowDocument,
} from "./window.ts";

const START_MS = 30_000_000 * MINUTE_MS;
const PAUSE_MS = 30 * MINUTE_MS;

const fact = (fields: Partial<Fact> = {}): Fact => ({
  ...{ subject: 1, source: 1, seq: null, trigger: "frequency", atMs: START_MS, count: 5 },
  ...fields,
});
const report = (facts: Fact[], fields: Partial<Report> = {}): Report => ({
  ...{ nowMs: START_MS, pauseMs: PAUSE_MS, muted: false, facts, heard: {} },
  ...fields,
});
const firedOf = ({ pending }: WindowDocument) => pending.flatMap(({ alerts }) => alerts);

describe("a window", () => {
  it("fires for a fact once however often, in whatever order and in whatever parts it is told", () => {
    const told = fc.uniqueArray(
      fc.record({ subject: fc.integer({ min: 1, max: 9 }), seq: fc.integer({ min: 1, max: 99 }) }),
      {
        selector: ({ seq }) => seq,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(told, fc.infiniteStream(fc.nat()), (list, random) => {
        const facts = list.map(({ subject, seq }) => fact({ subject, seq, atMs: START_MS + seq * 1_000 }));
        const seqs = facts.map(({ seq }) => seq ?? 0);
        let window = emptyWindow();
        for (let round = 0; round < 4; round += 1) {
          const shuffled = facts.map((each) => [random.next().value, each] as const).sort(([a], [b]) => a - b);
          const cut = random.next().value % (facts.length + 1);
          window = hear(window, report(shuffled.slice(0, cut).map(([, each]) => each)));
          window = hear(
            window,
            report(
              shuffled.map(([, each]) => each),
              { heard: { 1: Math.max(0, ...seqs) } },
            ),
          );
        }
        const subjects = firedOf(window).map(({ subject }) => subject);
        expect(subjects.sort()).toEqual([...new Set(facts.map(({ subject }) => subject))].sort());
      }),
    );
  });

  it("keeps quiet about a subject for exactly the pause, as facts tell the time", () => {
    const first = hear(emptyWindow(), report([fact()]));
    for (const [laterMs, fires] of [
      [PAUSE_MS - 1, 1],
      [PAUSE_MS, 2],
    ] as const) {
      const later = hear(first, report([fact({ atMs: START_MS + laterMs })], { nowMs: START_MS + 10 * PAUSE_MS }));
      expect(firedOf(later)).toHaveLength(fires);
    }
  });

  it("knows what it fired for as long as that may be told again", () => {
    const first = hear(emptyWindow(), report([fact()]));
    const late = { nowMs: START_MS + PAUSE_MS + RETOLD_MS - 1 };
    expect(firedOf(hear(hear(first, report([], late)), report([fact()], late)))).toHaveLength(1);
    const tooLate = { nowMs: START_MS + PAUSE_MS + RETOLD_MS };
    expect(hear(first, report([], tooLate)).fired).toEqual({});
  });

  it("hears what is told while it is muted, and does not fire for it after", () => {
    const muted = hear(emptyWindow(), report([fact({ seq: 7 })], { muted: true, heard: { 1: 7 } }));
    expect(firedOf(hear(muted, report([fact({ seq: 7 })])))).toEqual([]);
    expect(firedOf(hear(muted, report([fact({ seq: 8 })])))).toHaveLength(1);
  });

  it("gives each firing a number for good and keeps it until it is handed over", () => {
    let window = hear(emptyWindow(), report([fact({ subject: 1 })]));
    window = hear(window, report([fact({ subject: 2 })]));
    expect(window.pending.map(({ number }) => number)).toEqual([1, 2]);
    window = handOver(window, [1]);
    window = hear(handOver(window, [2]), report([fact({ subject: 3 })]));
    expect(window.pending.map(({ number }) => number)).toEqual([3]);
  });

  it("hears nothing while as many firings wait as may", () => {
    let window = emptyWindow();
    for (let subject = 1; subject <= PENDING_MAX + 1; subject += 1) {
      window = hear(window, report([fact({ subject, seq: subject })], { heard: { 1: subject } }));
    }
    expect([window.pending.length, window.heard[1]]).toEqual([PENDING_MAX, PENDING_MAX]);
  });

  it("remembers so many subjects at most, those that fired last", () => {
    const facts = Array.from({ length: SUBJECTS_MAX + 1 }, (_, i) => fact({ subject: i + 1, atMs: START_MS + i }));
    const window = hear(emptyWindow(), report(facts));
    expect(Object.keys(window.fired)).toHaveLength(SUBJECTS_MAX);
    expect(window.fired).not.toHaveProperty("1");
    expect(firedOf(window)).toHaveLength(SUBJECTS_MAX + 1);
  });
});

const WEEK_MINUTES = 7 * 24 * 60;
const FREQUENCY = { kind: "frequency", count: 5, minutes: 10 } satisfies AlertTrigger;
const RULE = { triggers: [FREQUENCY], intervalMinutes: 30 };

/** A week of one issue, with a cron that runs in the given minutes, some twice. Returns the minutes for which the rule fired. */
function week(events: ReadonlyMap<number, number>, runs: readonly number[]): number[] {
  const counts: MinuteCounts = {};
  let window = emptyWindow();
  let [readMs, seq, seenSeq] = [START_MS, 0, 0];
  const due = new Set(runs);
  const fired: number[] = [];
  for (let minute = 0; minute < WEEK_MINUTES; minute += 1) {
    const nowMs = START_MS + minute * MINUTE_MS;
    for (let n = events.get(minute) ?? 0; n > 0; n -= 1) {
      countMinute(counts, "production", minuteOf(nowMs));
      seq += 1;
    }
    if (!due.has(minute) || seq === seenSeq) continue;
    const issue = { level: "error", title: "", tags: {}, minutes: counts };
    const sequence = { firstSeq: 1, firstAtMs: START_MS, returnedSeq: 0, returnedAtMs: 0 };
    const watch = {
      rule: "r",
      triggers: [FREQUENCY],
      filters: { environments: [], levels: [], tags: [], title: null },
    };
    const stretch = { sinceSeq: seenSeq, untilSeq: seq, sinceMs: readMs, nowMs };
    const facts = find({ ...watch, sinceMs: START_MS }, { ...issue, ...sequence }, stretch).map((each) =>
      fact({ ...each }),
    );
    for (let twice = 0; twice < 2; twice += 1) {
      window = hear(window, report(facts, { nowMs, pauseMs: pauseOf(RULE), heard: { 1: seq } }));
    }
    const numbers = window.pending.map(({ number }) => number);
    fired.push(...firedOf(window).map(({ atMs }) => (atMs - START_MS) / MINUTE_MS));
    window = handOver(window, numbers);
    [readMs, seenSeq] = [nowMs, seq];
  }
  return fired;
}

/** The minutes in which more events than so many had come within the window. */
function exceeding(events: ReadonlyMap<number, number>): number[] {
  const sum = (minute: number) =>
    Array.from({ length: FREQUENCY.minutes }, (_, i) => events.get(minute - i) ?? 0).reduce((a, b) => a + b, 0);
  return [...events.keys()].filter((minute) => sum(minute) > FREQUENCY.count).sort((a, b) => a - b);
}

const EVENTS = fc
  .array(fc.tuple(fc.nat({ max: WEEK_MINUTES - 61 }), fc.integer({ min: 1, max: 8 })), {
    minLength: 20,
    maxLength: 120,
  })
  .map(
    (list) =>
      new Map(
        list.flatMap(
          ([minute, count]) =>
            [
              [minute, count],
              [minute + 3, count],
            ] as const,
        ),
      ),
  );

describe("a week in a moment", () => {
  it("with a cron in each minute fires at each first excess after a pause, and never else", () => {
    fc.assert(
      fc.property(EVENTS, (events) => {
        const expected: number[] = [];
        for (const minute of exceeding(events)) {
          if (minute - (expected.at(-1) ?? Number.NEGATIVE_INFINITY) >= 30) expected.push(minute);
        }
        expect(week(events, [...Array(WEEK_MINUTES).keys()])).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it("with missed minutes misses no excess, and fires no more often than the pause allows", () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 60 }), {
      minLength: WEEK_MINUTES / 10,
      maxLength: WEEK_MINUTES / 10,
    });
    fc.assert(
      fc.property(EVENTS, gaps, (events, list) => {
        let at = 0;
        const runs = list.map((gap) => (at += gap)).filter((minute) => minute < WEEK_MINUTES);
        const minutes = week(events, [...runs, WEEK_MINUTES - 1]);
        const excess = exceeding(events);
        for (const [i, minute] of minutes.entries()) {
          if (i > 0) expect(minute - (minutes[i - 1] ?? 0)).toBeGreaterThanOrEqual(30);
          expect(excess).toContain(minute);
        }
        // Told or within a pause before or a late round after.
        for (const minute of excess)
          expect(
            minutes.some((each) => Math.abs(each - minute) < 90),
            String(minute),
          ).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});
