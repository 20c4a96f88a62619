import { startTestServer, type TestServer } from "../../test/server.ts";
import type { Figure } from "../figure.ts";
import { startFloor } from "./floor.ts";
import { type Load, type LoadReport, rateOf, sendLoad } from "./load.ts";
import { type TreeUse, watched } from "./process-tree.ts";
import { call, makeProject } from "./project.ts";

const ISSUES = 500;
const CONNECTIONS = 64;
const MEMORY_BAR_MB = 600;
const LATENCY_BAR_MS = 50;
/** How soon after its answer an event is in the lists. */
export const SEARCHABLE_BAR_MS = 2_000;

/** One load to measure. */
interface Trial {
  name: string;
  bytes: number;
  /** The bar, and the rate of the open load. */
  perSecond: number;
  seconds: number;
  closedSeconds: number;
  latencyBarMs?: number;
}

const TRIALS: Trial[] = [
  { name: "3 KB", bytes: 3_000, perSecond: 1_000, seconds: 60, closedSeconds: 15, latencyBarMs: LATENCY_BAR_MS },
  { name: "50 KB", bytes: 50_000, perSecond: 300, seconds: 30, closedSeconds: 15 },
];
const SHORT = { seconds: 8, closedSeconds: 4 };
/** Lists that did not change for this long show everything. */
const QUIET_MS = 2_000;
/** Sent before anything is measured, so that code is compiled and issues exist. */
const WARM_UP_SECONDS = 3;

/** Measures what the front door takes: at the bar's rate, then as fast as it can. */
export async function measureIngest(short: boolean): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const planned of TRIALS) {
    const trial = short ? { ...planned, ...SHORT } : planned;
    const floor = await measureFloor(trial);
    await using server = await startTestServer();
    const measured = await measureTrial(trial, await makeProject(server, `Load of ${trial.name}`), server.pid);
    figures.push(...figuresOf(trial, measured, floor), await drained(trial, server));
  }
  return figures;
}

interface Measured {
  open: { value: LoadReport; use: TreeUse };
  closed: { value: LoadReport; use: TreeUse };
}

async function measureFloor(trial: Trial): Promise<Measured> {
  await using floor = await startFloor();
  return await measureTrial({ ...trial, seconds: Math.min(trial.seconds, 10) }, floor.url, process.pid);
}

async function measureTrial(trial: Trial, url: string, pid: number): Promise<Measured> {
  const load = (pace: Load["pace"]): Load => ({
    urls: [url],
    bytes: trial.bytes,
    issues: ISSUES,
    firstIssue: 0,
    days: 0,
    pace,
  });
  const { perSecond, seconds, closedSeconds } = trial;
  await sendLoad(load({ kind: "open", perSecond: perSecond / 2, seconds: WARM_UP_SECONDS }));
  const open = await watched(pid, () => sendLoad(load({ kind: "open", perSecond, seconds })));
  const closed = await watched(pid, () =>
    sendLoad(load({ kind: "closed", connections: CONNECTIONS, seconds: closedSeconds })),
  );
  return { open, closed };
}

function figuresOf(trial: Trial, { open, closed }: Measured, floor: Measured): Figure[] {
  const { name, perSecond, seconds, latencyBarMs } = trial;
  const { latencyMs, refused } = open.value;
  const ofFloor = (read: (report: LoadReport) => number, from: Measured["open"]) => ({
    floor: { name: "empty handler", value: read(from.value) },
  });
  const bytes = Math.max(open.use.bytes, closed.use.bytes);
  return [
    {
      name: `${name}: accepted in ${seconds} s, ${open.value.bodyBytes} B each, ${refused} refused`,
      value: rateOf(open.value),
      unit: "/s",
      // The clock stops with the last answer, a moment after the last event was sent.
      bar: { atLeast: perSecond * 0.995 },
    },
    {
      name: `${name}: answer p50`,
      value: latencyMs.p50,
      unit: "ms",
      ...ofFloor((report) => report.latencyMs.p50, floor.open),
    },
    {
      name: `${name}: answer p95`,
      value: latencyMs.p95,
      unit: "ms",
      ...ofFloor((report) => report.latencyMs.p95, floor.open),
    },
    {
      name: `${name}: answer p99`,
      value: latencyMs.p99,
      unit: "ms",
      ...ofFloor((report) => report.latencyMs.p99, floor.open),
      ...(latencyBarMs !== undefined && { bar: { atMost: latencyBarMs, of: "value" } }),
    },
    { name: `${name}: answer, slowest`, value: latencyMs.max, unit: "ms" },
    {
      name: `${name}: per CPU second of server`,
      value: perCpuSecond(open),
      unit: "events",
      floor: { name: "empty handler", value: perCpuSecond(floor.open) },
    },
    {
      name: `${name}: highest rate, ${CONNECTIONS} connections`,
      value: rateOf(closed.value),
      unit: "/s",
      ...ofFloor(rateOf, floor.closed),
    },
    { name: `${name}: CPU beside workerd`, value: open.use.otherSeconds / open.value.seconds, unit: "cores" },
    { name: `${name}: most memory`, value: bytes / 1e6, unit: "MB", bar: { atMost: MEMORY_BAR_MB } },
    {
      name: `${name}: CPU of the load generator`,
      value: open.value.generatorCpuSeconds / open.value.seconds,
      unit: "cores",
    },
  ];
}

/** Events per CPU second of workerd, which does the work; what the supervisor uses beside it is a figure of its own. */
const perCpuSecond = ({ value, use }: Measured["open"]): number => value.accepted / use.workerdSeconds;

/** How long after the highest rate the lists still run behind what was accepted. */
async function drained(trial: Trial, server: TestServer): Promise<Figure> {
  const beganMs = performance.now();
  let shown = -1;
  let changedMs = beganMs;
  while (performance.now() - changedMs < QUIET_MS) {
    const now = await eventsShown(server);
    if (now !== shown) changedMs = performance.now();
    shown = now;
  }
  const name = `${trial.name}: lists show the last of ${shown} events after`;
  return { name, value: changedMs - beganMs, unit: "ms", bar: { atMost: SEARCHABLE_BAR_MS } };
}

/** Events in all issues of the list. */
async function eventsShown(server: TestServer): Promise<number> {
  let sum = 0;
  for (let cursor: string | null = ""; cursor !== null; ) {
    const answer = await call(server, `/console/api/errors/issues?limit=200&sort=first-seen&cursor=${cursor}`);
    const page = (await answer.json()) as { rows: { events: number }[]; nextCursor: string | null }; // IssueList
    sum += page.rows.reduce((total, row) => total + row.events, 0);
    cursor = page.nextCursor;
  }
  return sum;
}
