import type { TestServer } from "../../test/server.ts";
import type { Figure } from "../figure.ts";
import { COMMON_WORD, RARE_WORD } from "./event.ts";
import { type Floor, startFloor } from "./floor.ts";
import { type Quantiles, quantiles } from "./load.ts";
import { call } from "./project.ts";
import { SEED, SHORT_SEED, startSeeded } from "./seed.ts";

const CALLS = 200;
const SHORT_CALLS = 40;
const WARM_UP_CALLS = 10;
const BAR_MS = 50;
/** Pages of 50 that the deep page lies below the top. */
const DEEP_PAGES = 100;

const LIST = "/console/api/errors/issues";

/** The ways to look at issues, as the console asks for them. */
const VIEWS: [name: string, path: string][] = [
  ["default view", LIST],
  ["by first seen", `${LIST}?sort=first-seen`],
  ["by events", `${LIST}?sort=events`],
  ["by users", `${LIST}?sort=users`],
  ["all statuses", `${LIST}?status=all`],
  ["resolved (none)", `${LIST}?status=resolved`],
  ["one project", `${LIST}?project=shop-3`],
  ["one project by events", `${LIST}?project=shop-3&sort=events`],
  ["production", `${LIST}?environment=production`],
  ["development, one project", `${LIST}?environment=development&project=shop-3`],
  ["common word", `${LIST}?query=${COMMON_WORD}`],
  ["common word by events", `${LIST}?query=${COMMON_WORD}&sort=events`],
  ["rare word", `${LIST}?query=${RARE_WORD}`],
  ["two words", `${LIST}?query=${COMMON_WORD}+invoice`],
  ["unknown word", `${LIST}?query=xylophone`],
];

/** Measures the pages that staff wait for, on a server that holds many issues. */
export async function measureLists(short: boolean): Promise<Figure[]> {
  const seed = short ? SHORT_SEED : SEED;
  const { server, how } = await startSeeded(seed);
  await using _stops = { [Symbol.asyncDispose]: async () => void (await server.stop()) };
  await using floor = await startFloor();
  console.log(`${seed.projects * seed.issuesPerProject} issues in ${seed.projects} projects; ${how}`);
  const calls = short ? SHORT_CALLS : CALLS;
  const empty = await timed(calls, () => emptyCall(floor));
  const figures: Figure[] = [];
  for (const [name, path] of [...VIEWS, ...(await deeperViews(server))]) {
    const view = await timed(calls, async () => void (await (await call(server, path)).arrayBuffer()));
    figures.push({
      name: `${name}: p95 (p50 ${view.p50.toFixed(1)}, max ${view.max.toFixed(0)})`,
      value: view.p95,
      unit: "ms",
      floor: { name: "empty handler", value: empty.p95 },
      bar: { atMost: BAR_MS, of: "value" },
    });
  }
  return figures;
}

/** A page far down the list, and the pages of the issue at its end. */
async function deeperViews(server: TestServer): Promise<[name: string, path: string][]> {
  let cursor = "";
  let issue = "";
  for (let page = 0; page < DEEP_PAGES; page++) {
    const answer = await call(server, `${LIST}?cursor=${cursor}`);
    const list = (await answer.json()) as { rows: { id: string }[]; nextCursor: string | null }; // IssueList
    issue = list.rows.at(-1)?.id ?? issue;
    if (list.nextCursor === null) break;
    cursor = list.nextCursor;
  }
  const top = await call(server, `${LIST}?sort=events&limit=1`);
  const { rows } = (await top.json()) as { rows: { id: string }[] }; // IssueList
  const busiest = rows[0]?.id;
  return [
    [`page ${DEEP_PAGES}`, `${LIST}?cursor=${cursor}`],
    ["an issue", `${LIST}/${issue}`],
    ["the busiest issue", `${LIST}/${busiest}`],
    ["its events", `${LIST}/${busiest}/events`],
    ["its latest event", `${LIST}/${busiest}/events/latest`],
    ["its oldest event", `${LIST}/${busiest}/events/oldest`],
  ];
}

async function emptyCall(floor: Floor): Promise<void> {
  await (await fetch(floor.url)).arrayBuffer();
}

async function timed(calls: number, ask: () => Promise<void>): Promise<Quantiles> {
  const times: number[] = [];
  for (let n = 0; n < WARM_UP_CALLS + calls; n++) {
    const beganMs = performance.now();
    await ask();
    if (n >= WARM_UP_CALLS) times.push(performance.now() - beganMs);
  }
  return quantiles(times);
}
