import type { TestServer } from "../../test/server.ts";
import type { Figure } from "../figure.ts";
import { COMMON_WORD, RARE_WORD } from "./event.ts";
import { type Floor, startFloor } from "./floor.ts";
import { type Quantiles, quantiles } from "./load.ts";
import { call } from "./project.ts";
import { SEED, SHORT_SEED, startSeeded } from "./seed.ts";

const CALLS = 100;
const SHORT_CALLS = 40;
const WARM_UP_CALLS = 10;
const BAR_MS = 50;
/** Pages of 50 that the deep page lies below the top. */
const DEEP_PAGES = 100;

const LIST = "/console/api/errors/issues";

/** Searches, one of each kind of term at least: name, query, and the order when it is another than by last seen. */
const SEARCHES: [name: string, query: string, sort?: string][] = [
  ["default view", "is:unresolved"],
  ["by first seen", "is:unresolved", "first-seen"],
  ["by events", "is:unresolved", "events"],
  ["by users", "is:unresolved", "users"],
  ["all statuses", ""],
  ["resolved (none)", "is:resolved"],
  ["one project", "is:unresolved project:shop-3"],
  ["one project by events", "is:unresolved project:shop-3", "events"],
  ["two projects", "is:unresolved project:[shop-3,shop-4]"],
  ["production", "is:unresolved environment:production"],
  ["development, one project", "is:unresolved environment:development project:shop-3"],
  ["common word", `is:unresolved ${COMMON_WORD}`],
  ["common word by events", `is:unresolved ${COMMON_WORD}`, "events"],
  ["rare word", `is:unresolved ${RARE_WORD}`],
  ["two words", `is:unresolved ${COMMON_WORD} invoice`],
  ["unknown word", "is:unresolved xylophone"],
  ["not a word", `is:unresolved !${COMMON_WORD}`],
  ["unhandled", "is:unresolved is:unhandled"],
  ["new", "is:new"],
  ["for review", "is:for_review"],
  ["back (none)", "is:regressed"],
  ["ongoing", "is:ongoing"],
  ["unassigned", "is:unassigned"],
  ["nobody's but assigned (none)", "is:assigned"],
  ["level", "is:unresolved level:warning"],
  ["level (none)", "is:unresolved level:fatal"],
  ["release", "is:unresolved release:shop@2.7.0"],
  ["release by events", "is:unresolved release:shop@2.7.0", "events"],
  ["latest release", "is:unresolved release:latest"],
  ["not a release", "is:unresolved !release:shop@2.7.0"],
  ["releases that begin alike", "is:unresolved release:shop@2.1*"],
  ["releases that end alike", "is:unresolved release:*7.0"],
  ["list of releases", "is:unresolved release:[shop@2.7.0,shop@2.8.0]"],
  ["first seen, last day", "is:unresolved firstSeen:-24h"],
  ["age, over three weeks", "is:unresolved age:+3w"],
  ["last seen, last day, by events", "is:unresolved lastSeen:-24h", "events"],
  ["last seen long ago", "is:unresolved lastSeen:+2w"],
  ["seen often", "is:unresolved timesSeen:>20"],
  ["seen very often (none)", "is:unresolved timesSeen:>100000"],
  ["many users", "is:unresolved users:>=12"],
  ["title", "is:unresolved title:*quokka"],
  ["title, common", "is:unresolved title:TypeError*"],
  ["message", "is:unresolved message:invoice"],
  ["culprit", "is:unresolved culprit:*invoice*"],
  ["error's value", 'is:unresolved error.value:"Invalid*length"'],
  ["error's type", "is:unresolved error.type:TypeError"],
  ["transaction", 'is:unresolved transaction:"GET /invoice*"'],
  ["url", "is:unresolved url:https://shop.test/invoice/4*"],
  ["user", "is:unresolved user.id:u77"],
  ["user, end", "is:unresolved user:*77"],
  ["user, end (none)", "is:unresolved user:*77x"],
  ["url, end", "is:unresolved url:*4077"],
  ["common tag", "is:unresolved os.name:Linux"],
  ["two tags", "is:unresolved region:eu-west tier:pro"],
  ["tag of its own", "is:unresolved route:/invoice/read"],
  ["has", "is:unresolved has:release"],
  ["has (none)", "is:unresolved has:nothing"],
  ["has not (none)", "is:unresolved !has:user"],
  ["not what all have (none)", "is:unresolved !os.name:Linux"],
  ["two that exclude each other (none)", "is:unresolved environment:production environment:staging"],
  ["word and tag that exclude each other (none)", `is:unresolved ${COMMON_WORD} error.type:RangeError`],
  ["not a word, not a tag (none)", `is:unresolved error.type:TypeError !${COMMON_WORD} !function`],
  ["much at once", `is:unresolved release:shop@2.7.0 environment:production !region:eu-west ${COMMON_WORD} age:-3w`],
  ["issue", "issue:SHOP-3-2A"],
];

/** The ways to look at issues, as the console asks for them. */
const VIEWS: [name: string, path: string][] = SEARCHES.map(([name, query, sort = "last-seen"]) => [
  name,
  `${LIST}?query=${encodeURIComponent(query)}&sort=${sort}`,
]);
VIEWS.push(
  ["keys to complete", "/console/api/errors/tags"],
  ["values to complete", "/console/api/errors/tags/values?key=release&part=2.7"],
  ["values of users", "/console/api/errors/tags/values?key=user&part=77"],
);

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
