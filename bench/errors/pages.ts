import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { findChromium } from "../../bin/chromium.ts";
import { localUrl } from "../../test/e2e/house.ts";
import type { TestServer } from "../../test/server.ts";
import type { Figure } from "../figure.ts";
import { quantiles } from "./load.ts";
import { call } from "./project.ts";
import { SEED, SHORT_SEED, startSeeded } from "./seed.ts";

const VISITS = 24;
const SHORT_VISITS = 5;
const BAR_MS = 1_000;
const DESK = { width: 1440, height: 900 };

/** Pages, and what a person waits for in each. */
const PAGES: { name: string; path: (issue: string) => string; wanted: string }[] = [
  { name: "list of issues, first row can be clicked", path: () => "/errors", wanted: ".issue-row .title" },
  {
    name: "list of a search",
    path: () => "/errors?query=is%3Aunresolved+environment%3Aproduction+undefined",
    wanted: ".issue-row .title",
  },
  { name: "issue, its stack trace is there", path: (issue) => `/errors/${issue}`, wanted: ".frame-head" },
];

/**
 * Measures in Chromium, on a server that holds many issues, from the start of a navigation until what a person came for
 * is painted and takes a click: with an empty cache, as on the first visit, and with the console's files in it.
 */
export async function measurePages(short: boolean): Promise<Figure[]> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.log("pages are not measured: there is no Chromium");
    return [];
  }
  const { server } = await startSeeded(short ? SHORT_SEED : SEED);
  await using _stops = { [Symbol.asyncDispose]: async () => void (await server.stop()) };
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    return await visited(browser, server, short ? SHORT_VISITS : VISITS);
  } finally {
    await browser.close();
  }
}

async function visited(browser: Browser, server: TestServer, visits: number): Promise<Figure[]> {
  const person = await browser.newContext({ baseURL: localUrl(server.url), viewport: DESK });
  await signIn(person, server);
  const storageState = await person.storageState();
  const listed = await call(server, "/console/api/errors/issues?limit=1");
  const { rows } = (await listed.json()) as { rows: { id: string }[] }; // IssueList
  const issue = rows[0]?.id ?? "";
  const figures: Figure[] = [];
  for (const { name, path, wanted } of PAGES) {
    const first = async () => {
      const context = await browser.newContext({ baseURL: localUrl(server.url), viewport: DESK, storageState });
      const ms = await usableMs(context, path(issue), wanted);
      await context.close();
      return ms;
    };
    const again = () => usableMs(person, path(issue), wanted);
    await again();
    for (const [how, visit] of [["first visit", first] as const, ["cached", again] as const]) {
      const times: number[] = [];
      for (let n = 0; n < visits; n++) times.push(await visit());
      const { p50, p95, max } = quantiles(times);
      figures.push({
        name: `${name}, ${how}: p95 (p50 ${p50.toFixed(0)}, max ${max.toFixed(0)})`,
        value: p95,
        unit: "ms",
        bar: { atMost: BAR_MS },
      });
    }
  }
  return figures;
}

/** Takes an invitation as the page of one does; the session is in the context's cookies. */
async function signIn(person: BrowserContext, server: TestServer): Promise<void> {
  const email = `visitor-${Date.now()}@example.com`;
  const invited = await call(server, "/console/api/identity/invitations", { email, roles: ["developer"] });
  const { url } = (await invited.json()) as { url: string }; // LinkView
  const token = new URL(url).searchParams.get("token");
  const answer = await person.request.post("/id/invitation", { data: { token, name: "Visitor" } });
  if (!answer.ok()) throw new Error(`the invitation was refused: ${answer.status()}`);
}

/** Milliseconds from the start of the navigation, as the page's own clock has it, to the first frame that shows `wanted` on top. */
async function usableMs(context: BrowserContext, path: string, wanted: string): Promise<number> {
  const page = await context.newPage();
  await page.goto(path, { waitUntil: "commit" });
  const handle = await page.waitForFunction((selector) => {
    const element = document.querySelector(selector);
    if (!element) return 0;
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + Math.min(width, 40) / 2, top + height / 2);
    return hit !== null && (element.contains(hit) || hit.contains(element)) ? performance.now() : 0;
  }, wanted);
  const ms = await handle.jsonValue();
  await page.close();
  return ms;
}
