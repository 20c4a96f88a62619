import {
  type BrowserContext,
  test as base,
  type ConsoleMessage,
  expect,
  type Locator,
  type Page,
  type WebError,
} from "@playwright/test";
import { type House, openHouse } from "./house.ts";
import { furnish, type Shop } from "./place.ts";
import { makeProject, type Project } from "./project.ts";

export { expect };

/** What an element says, to use it further on: a link, a token, a code. */
export const textOf = async (place: Locator): Promise<string> => (await place.textContent()) ?? "";

/** What a browser complained about: errors in its console, exceptions, broken content security policy. */
export interface Complaints {
  /** Follows the pages of one more context. */
  watch(context: BrowserContext): void;
  /** Takes out what a test provokes on purpose. */
  expect(pattern: RegExp): void;
}

/** What looks into a frame that runs nothing is the test's own script. */
const PROBE = /^Blocked script execution in .*\/html'/;

/** A browser without a server. Any complaint of a page fails the test. */
export const door = base.extend<{ complaints: Complaints }>({
  complaints: [
    async ({ context }, use) => {
      const heard: string[] = [];
      const expected = [PROBE];
      const onMessage = (message: ConsoleMessage) => {
        if (message.type() === "error") heard.push(`${message.text()} ${message.location().url}`);
      };
      const onError = (error: WebError) => {
        heard.push(`${error.error().name}: ${error.error().message} ${error.error().stack}`);
      };
      const watch = (watched: BrowserContext) => void watched.on("console", onMessage).on("weberror", onError);
      watch(context);
      await use({ watch, expect: (pattern) => expected.push(pattern) });
      // The context may be one that outlives the test.
      context.off("console", onMessage).off("weberror", onError);
      expect(heard.filter((complaint) => !expected.some((pattern) => pattern.test(complaint)))).toEqual([]);
    },
    { auto: true },
  ],
});

interface Signed {
  /** A project of the test's own, named after nothing. */
  project: Project;
}

/** A browser in which the owner of the house is signed in. */
export const test = door.extend<Signed, { house: House; shop: Shop; tab: Page }>({
  house: [
    async ({ browser }, use) => {
      await using house = await openHouse(browser);
      await use(house);
    },
    { scope: "worker", timeout: 150_000 },
  ],
  // Here rather than beside the tests that need it: tests with other fixtures of a worker's would get a server of their own.
  shop: [async ({ house }, use) => use(await furnish(house)), { scope: "worker" }],
  // The owner's tab for tests that only look, one for all of them: the first load in a context of its own costs three times a later one.
  tab: [
    async ({ browser, house }, use, { project }) => {
      const { locale = "en-GB" } = project.use;
      await using context = await browser.newContext({ baseURL: house.url, storageState: house.owner, locale });
      await use(await context.newPage());
    },
    { scope: "worker" },
  ],
  baseURL: ({ house }, use) => use(house.url),
  storageState: ({ house }, use) => use(house.owner),
  project: async ({ house }, use, { title }) => use(await makeProject(house, `For ${title}`.slice(0, 60))),
});
