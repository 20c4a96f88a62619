import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { startTestServer, type TestServer } from "../../test/server.ts";
import type { Figure } from "../figure.ts";
import { envelopeHead, issueText } from "./event.ts";
import { SEARCHABLE_BAR_MS } from "./ingest.ts";
import { quantiles, sendLoad } from "./load.ts";
import { call, makeProject } from "./project.ts";

const TRIES = 50;
const SHORT_TRIES = 10;
const POLL_MS = 10;
const LOAD_PER_SECOND = 500;
/** A try that takes longer than this never ends. */
const GIVE_UP_MS = 30_000;
const EVENT_BYTES = 3_000;
const LOAD_ISSUES = 500;

/** Measures from the answer to a new issue's first event until a text query finds the issue: idle, and beside other load. */
export async function measureSearchable(short: boolean): Promise<Figure[]> {
  const tries = short ? SHORT_TRIES : TRIES;
  await using server = await startTestServer();
  const url = await makeProject(server, "Searched");
  const idle = await distribution(server, url, tries);
  const seconds = Math.ceil(tries * 1.2) + 2;
  const load = sendLoad({
    urls: [url],
    bytes: EVENT_BYTES,
    issues: LOAD_ISSUES,
    firstIssue: 0,
    days: 0,
    pace: { kind: "open", perSecond: LOAD_PER_SECOND, seconds },
  });
  const busy = await distribution(server, url, tries);
  const report = await load;
  return [
    ...figuresOf("searchable, idle", idle),
    ...figuresOf(`searchable, beside ${LOAD_PER_SECOND}/s (${report.refused} refused)`, busy),
  ];
}

async function distribution(server: TestServer, url: string, tries: number): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < tries; n++) {
    times.push(await untilFound(server, url));
    // Tries would otherwise all begin at the same point of the projection's rhythm.
    await sleep(Math.random() * 500);
  }
  return times;
}

async function untilFound(server: TestServer, url: string): Promise<number> {
  const word = `w${randomBytes(8).toString("hex")}`;
  const eventId = randomBytes(16).toString("hex");
  const text = issueText(0, EVENT_BYTES).replace(/"type":"\w+","value":"/, `$&${word} `);
  const unlike = text.replaceAll('"function":"', `"function":"${word}_`);
  const sent = await fetch(url, { method: "POST", body: `${envelopeHead(eventId, Date.now(), 1)}${unlike}\n` });
  if (!sent.ok) throw new Error(`the event was answered ${sent.status}`);
  const answeredMs = performance.now();
  while (performance.now() - answeredMs < GIVE_UP_MS) {
    const answer = await call(server, `/console/api/errors/issues?query=${word}`);
    const { rows } = (await answer.json()) as { rows: unknown[] }; // IssueList
    if (rows.length > 0) return performance.now() - answeredMs;
    await sleep(POLL_MS);
  }
  throw new Error("an accepted event was never found");
}

function figuresOf(name: string, times: readonly number[]): Figure[] {
  const { p50, p95, max } = quantiles(times);
  return [
    { name: `${name}: p50 of ${times.length}`, value: p50, unit: "ms" },
    { name: `${name}: p95`, value: p95, unit: "ms", bar: { atMost: SEARCHABLE_BAR_MS } },
    { name: `${name}: slowest`, value: max, unit: "ms", bar: { atMost: SEARCHABLE_BAR_MS } },
  ];
}
