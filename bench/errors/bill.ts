import { setTimeout as sleep } from "node:timers/promises";
import type { Figure } from "../figure.ts";
import { type CountedServer, startCountedServer } from "./counted-server.ts";
import { type Load, sendLoad } from "./load.ts";
import { combined, type Holding, type Operations, perEvent } from "./operations.ts";
import { PARTS, PLAN_DOLLARS, priceOf, quantitiesOf, type Usage } from "./price.ts";
import { watched } from "./process-tree.ts";
import { makeProject } from "./project.ts";

const EVENT_BYTES = 3_000;
const ISSUES = 500;
/** Longer than the projection of counts takes, so that each event has a batch and an alarm of its own. */
const APART_MS = 2_000;
const QUIET_EVENTS = 15;
const SHORT_QUIET_EVENTS = 5;
/** A billion events a month, in one project. */
const BUSY_PER_SECOND = 380;
const BUSY_SECONDS = 20;
const SHORT_BUSY_SECONDS = 5;

const VOLUMES = [1e6, 100e6, 1e9];
/** The installation that the bill is for; the defaults of a project's settings. */
const PROJECTS = 20;
const RETENTION_DAYS = 90;
const MAX_EVENTS = 1_000_000;

/** What one event cost in a run. */
interface Cost {
  traffic: string;
  perEvent: Operations;
  cpuMsPerEvent: number;
  holding: Holding;
}

/** Counts what events cost on Cloudflare, one at a time and in batches, and prices months of them. */
export async function measureBill(short: boolean): Promise<Figure[]> {
  await using server = await startCountedServer();
  const url = await makeProject(server, "Counted");
  const project = new URL(url).pathname.split("/")[2] ?? "";
  const load: Omit<Load, "pace"> = { urls: [url], bytes: EVENT_BYTES, issues: ISSUES, firstIssue: 0, days: 0 };
  // All issues exist before anything is counted: of a real month's events only a few make a new issue.
  await sendLoad({ ...load, pace: { kind: "count", connections: 8, events: ISSUES } });
  await settled(server);

  const seconds = short ? SHORT_BUSY_SECONDS : BUSY_SECONDS;
  const busyPace: Load["pace"] = { kind: "open", perSecond: BUSY_PER_SECOND, seconds };
  const busy = await counted(server, () => sendLoad({ ...load, pace: busyPace }));
  const holding = await server.holding(project);
  const before = await server.operations();
  await server.age(project);
  const removal = perEvent(minus(await server.operations(), before), holding.events);

  const events = short ? SHORT_QUIET_EVENTS : QUIET_EVENTS;
  const quietPace: Load["pace"] = { kind: "open", perSecond: 1_000 / APART_MS, seconds: (events * APART_MS) / 1_000 };
  const quiet = await counted(server, () => sendLoad({ ...load, pace: quietPace }));
  const batch = 1 / busy.perEvent.commits;
  const costs: Cost[] = [
    { ...quiet, traffic: "one event a batch", holding },
    { ...busy, traffic: `${batch.toFixed(1)} events a batch`, holding },
  ];
  for (const cost of costs) cost.perEvent = combined(cost.perEvent, removal, (a, b) => a + b);
  return figuresOf(costs);
}

async function counted(
  server: CountedServer,
  work: () => Promise<{ accepted: number }>,
): Promise<Omit<Cost, "traffic" | "holding">> {
  const before = await server.operations();
  const { value, use } = await watched(process.pid, work);
  await settled(server);
  const operations = minus(await server.operations(), before);
  return {
    perEvent: perEvent(operations, value.accepted),
    cpuMsPerEvent: (use.workerdSeconds * 1_000) / value.accepted,
  };
}

/** Waits until alarms have nothing left to do. */
async function settled(server: CountedServer): Promise<void> {
  for (let before = -1, now = 0; before !== now; ) {
    before = now;
    await sleep(APART_MS);
    now = (await server.operations()).alarms;
  }
}

const minus = (a: Operations, b: Operations): Operations => combined(a, b, (x, y) => x - y);

function figuresOf(costs: readonly Cost[]): Figure[] {
  const bills = VOLUMES.flatMap((events) =>
    costs.map((cost) => ({ events, cost, quantities: quantitiesOf(usageOf(cost, events)) })),
  );
  console.log(
    `\nA month on Cloudflare: ${PROJECTS} projects, ${RETENTION_DAYS} days kept, ${EVENT_BYTES} B events, dollars by part`,
  );
  console.table(
    Object.fromEntries(
      PARTS.map((part) => [
        part,
        Object.fromEntries(
          bills.map(({ events, cost, quantities }) => [
            columnOf(events, cost),
            dollars(priceOf(part, quantities[part])),
          ]),
        ),
      ]),
    ),
  );
  return [
    ...costs.flatMap(({ traffic, perEvent, cpuMsPerEvent }) => [
      {
        name: `${traffic}: object rows written per event, removal included`,
        value: perEvent.objectRowsWritten,
        unit: "rows",
      },
      { name: `${traffic}: object rows read per event`, value: perEvent.objectRowsRead, unit: "rows" },
      { name: `${traffic}: D1 rows written per event`, value: perEvent.d1RowsWritten, unit: "rows" },
      { name: `${traffic}: object calls per event`, value: perEvent.commits + perEvent.alarms, unit: "calls" },
      { name: `${traffic}: CPU per event, object included`, value: cpuMsPerEvent, unit: "ms" },
    ]),
    ...costs.slice(0, 1).flatMap(({ holding }) => [
      { name: "stored body of an event", value: holding.bodyBytes / holding.events, unit: "B" },
      { name: "index of an event", value: holding.indexBytes / holding.events, unit: "B" },
    ]),
    ...bills.map(({ events, cost, quantities }) => ({
      name: `${columnOf(events, cost)}: a month`,
      value: PLAN_DOLLARS + PARTS.reduce((sum, part) => sum + priceOf(part, quantities[part]), 0),
      unit: "$",
    })),
  ];
}

const usageOf = ({ perEvent, cpuMsPerEvent, holding }: Cost, events: number): Usage => ({
  events,
  projects: PROJECTS,
  retentionDays: RETENTION_DAYS,
  maxEvents: MAX_EVENTS,
  perEvent,
  cpuMsPerEvent,
  bodyBytes: holding.bodyBytes / holding.events,
  indexBytes: holding.indexBytes / holding.events,
  segmentBytes: holding.segmentBytes,
  segmentAgeMs: holding.segmentAgeMs,
});

const columnOf = (events: number, { traffic }: Cost): string => `${events / 1e6} M, ${traffic}`;
const dollars = (value: number): string => (value === 0 ? "–" : value.toFixed(2));
