import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WORK_DIRECTORY } from "../../bin/paths.ts";
import { startTestServer, type TestServer } from "../../test/server.ts";
import { rateOf, sendLoad } from "./load.ts";
import { call, makeProject } from "./project.ts";

/** How much a seeded server holds. */
export interface Seed {
  projects: number;
  issuesPerProject: number;
  eventsPerProject: number;
}

export const SEED: Seed = { projects: 10, issuesPerProject: 10_000, eventsPerProject: 100_000 };
export const SHORT_SEED: Seed = { projects: 5, issuesPerProject: 400, eventsPerProject: 2_000 };
const EVENT_BYTES = 1_500;
const CONNECTIONS = 48;
const DAYS = 25;
const REBUILD_POLL_MS = 1_000;
/** The share of a seed that may go missing on a machine that is too busy. */
const REFUSED_MAX = 0.001;

/**
 * A server that holds the seed, made through the front door: every event is sent as an envelope. The data directory is
 * kept for the next runs: a newer Apiary brings it up to date like any other.
 */
export async function startSeeded(seed: Seed): Promise<{ server: TestServer; how: string }> {
  const total = seed.projects * seed.eventsPerProject;
  const directory = join(WORK_DIRECTORY, "bench", `seed-${total}`);
  const stamp = join(directory, "seeded");
  if (existsSync(stamp)) {
    const server = await startTestServer({}, directory);
    await bringUpToDate(server, seed);
    return { server, how: readFileSync(stamp, "utf8") };
  }
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const server = await startTestServer({}, directory);
  const made = await fill(server, seed).catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  writeFileSync(stamp, made);
  return { server, how: made };
}

async function fill(server: TestServer, seed: Seed): Promise<string> {
  const { projects, issuesPerProject, eventsPerProject } = seed;
  const total = projects * eventsPerProject;
  let rates = 0;
  const beganMs = performance.now();
  for (let n = 0; n < projects; n++) {
    const report = await sendLoad({
      urls: [await makeProject(server, `Shop ${n + 1}`)],
      bytes: EVENT_BYTES,
      issues: issuesPerProject,
      firstIssue: n * issuesPerProject,
      days: DAYS,
      pace: { kind: "count", connections: CONNECTIONS, events: eventsPerProject },
    });
    if (report.refused > eventsPerProject * REFUSED_MAX)
      throw new Error(`${report.refused} events of the seed were refused`);
    rates += rateOf(report) / projects;
    console.log(`seeded ${(n + 1) * eventsPerProject} of ${total} events, ${Math.round(rateOf(report))}/s`);
  }
  await caughtUp(server, seed);
  const minutes = ((performance.now() - beganMs) / 60_000).toFixed(1);
  return `${total} envelopes through the front door in ${minutes} min, ${Math.round(rates)}/s`;
}

/** Lists that an older Apiary wrote have no tags to search: they are written again. */
async function bringUpToDate(server: TestServer, seed: Seed): Promise<void> {
  const found = async () =>
    ((await (await call(server, "/console/api/errors/tags")).json()) as { keys: string[] }).keys; // the route's answer
  if ((await found()).includes("release")) return;
  for (let n = 1; n <= seed.projects; n++) {
    const shown = await issuesShown(server, `shop-${n}`);
    await call(server, `/console/api/errors/projects/shop-${n}/rebuild`, {});
    // Rows go first, and come again step by step.
    for (let now = 0; now < shown; now = await issuesShown(server, `shop-${n}`)) await sleep(REBUILD_POLL_MS);
  }
}

/** Waits until the lists show every issue. */
async function caughtUp(server: TestServer, seed: Seed): Promise<void> {
  const wanted = seed.issuesPerProject;
  for (let n = 1; n <= seed.projects; n++) {
    let shown = 0;
    for (let before = -1; shown < wanted && shown !== before; ) {
      before = shown;
      shown = await issuesShown(server, `shop-${n}`);
    }
    if (shown < wanted) console.log(`the lists show ${shown} of ${wanted} issues of shop-${n}`);
  }
}

async function issuesShown(server: TestServer, project: string): Promise<number> {
  let shown = 0;
  for (let cursor: string | null = ""; cursor !== null; ) {
    const path = `/console/api/errors/issues?query=project:${project}&limit=200&sort=first-seen&cursor=${cursor}`;
    const page = (await (await call(server, path)).json()) as { rows: unknown[]; nextCursor: string | null }; // IssueList
    shown += page.rows.length;
    cursor = page.nextCursor;
  }
  return shown;
}
