import type { NormalEvent } from "../../workers/errors/event/event.ts";
import { groupEvent } from "../../workers/errors/grouping/grouping.ts";
import { compileGrouping, type GroupingRules } from "../../workers/errors/grouping/rules.ts";
import { DEFAULT_GROUPING } from "../../workers/errors/grouping/settings.ts";
import { normalizeEvent } from "../../workers/errors/normalize/event.ts";
import { DEFAULT_SETTINGS } from "../../workers/errors/project/project-settings.ts";
import type { JsonObject } from "../../workers/kit/json.ts";
import type { Figure } from "../figure.ts";
import { issueText } from "./event.ts";

const EVENT_BYTES = 3 * 1_024;
const EVENTS = 500;
const NOW_MS = 1_790_000_000_000;
const OWN_RULES = 100;
/** Events per second of one core: the issue's bar. */
const BAR = 5_000;

/** Rules of a project that has many; none matches, so that all are asked. */
const MANY_RULES = Array.from(
  { length: OWN_RULES },
  (_, at) =>
    `error.type:Fault${at}* stack.function:*retry${at} path:**/jobs/${at}/*.js -> fault-${at}, {{ transaction }}`,
).join("\n");

/** How many events a second one core groups in plain Node, beside what reading their JSON takes. */
export async function measureGrouping(short: boolean): Promise<Figure[]> {
  const texts = Array.from({ length: EVENTS }, (_, issue) => `{${issueText(issue, EVENT_BYTES)}`);
  const events = texts.map((text) => normalized(parse(text)));
  const messages = events.map(asMessage);
  const plain = compileGrouping(DEFAULT_GROUPING);
  const many = compileGrouping({ ...DEFAULT_GROUPING, fingerprintRules: MANY_RULES });
  const rate = (run: (at: number) => unknown): number => ratePerSecond(run, short ? 500 : 3_000);
  const floor = { name: "JSON.parse of the same bytes", value: rate((at) => parse(texts[at] ?? "")) };
  const figure = (name: string, value: number): Figure => ({
    name,
    value,
    unit: "events/s",
    floor,
    bar: { atLeast: BAR, of: "value" },
  });
  const grouped = (list: readonly NormalEvent[], rules: GroupingRules) =>
    rate((at) => list[at] && groupEvent(list[at], rules));
  return [
    figure("grouping, 3 KB with stack traces", grouped(events, plain)),
    figure("grouping, messages with ids and numbers", grouped(messages, plain)),
    figure(`grouping, ${OWN_RULES} fingerprint rules`, grouped(events, many)),
    figure(
      "parse, normalise and group",
      rate((at) => groupEvent(normalized(parse(texts[at] ?? "")), plain)),
    ),
  ];
}

// The texts are objects: `issueText` makes them so.
const parse = (text: string): JsonObject => JSON.parse(text) as JsonObject;

function normalized(sent: JsonObject): NormalEvent {
  const arrival = { nowMs: NOW_MS, sentAtMs: null, sdk: null, remoteIp: null, userAgent: null };
  const event = normalizeEvent(sent, { ...arrival, eventId: "0".repeat(32), settings: DEFAULT_SETTINGS });
  if (!event.ok) throw new Error(event.detail);
  return event.value;
}

/** The same event without stack traces, so that its text decides, with all that varies in one. */
function asMessage(event: NormalEvent, at: number): NormalEvent {
  const { exception, ...rest } = event;
  const value = exception?.values[0]?.value ?? "";
  const varying = `order ${at} of ada${at}@shop.test at 2026-11-22T10:${10 + (at % 50)}:00Z from 10.0.${at % 250}.7:443`;
  return {
    ...rest,
    logentry: { formatted: `${value}: ${varying} took ${at}ms (0x${at.toString(16)}, k9Mtd2gDcg${at})` },
  };
}

/** Runs for about `ms` after as long again to warm up; the best of three, as what else the machine does only takes away. */
function ratePerSecond(run: (at: number) => unknown, ms: number): number {
  runFor(run, ms);
  return Math.max(...[1, 2, 3].map(() => runFor(run, ms / 3)));
}

function runFor(run: (at: number) => unknown, ms: number): number {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < ms) {
    for (let at = 0; at < EVENTS; at += 1) run(at);
    count += EVENTS;
  }
  return (count * 1_000) / (performance.now() - start);
}
