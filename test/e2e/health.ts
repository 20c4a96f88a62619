import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./console.ts";

/** Layout shift that nobody notices; the web vital calls up to 0.1 good. */
const SHIFT_MAX = 0.05;

/** Frames that are waited for, so that what has just come counts. */
const FRAMES = 3;

/** Frames in which nothing runs, axe included. */
const UNREADABLE = "iframe[sandbox]";

/** Fails with what axe finds that is serious or critical, each with the elements. */
export async function expectAccessible(page: Page): Promise<void> {
  // In the page itself and without a report of what passed: the same rules in little more than half of the time.
  const axe = new AxeBuilder({ page })
    .exclude(UNREADABLE)
    .options({ resultTypes: ["violations"] })
    .setLegacyMode();
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join("\n")}`),
  ).toEqual([]);
}

/** Fails when the page is wider than the window. */
export async function expectNoSideScroll(page: Page): Promise<void> {
  const [page_, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(page_).toBeLessThanOrEqual(window_ ?? 0);
}

/** Fails when what was painted since the page opened has moved. */
export async function expectStill(page: Page): Promise<void> {
  const moved = await page.evaluate(async (frames) => {
    const entries: PerformanceEntry[] = [];
    const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
    observer.observe({ type: "layout-shift", buffered: true });
    for (let frame = 0; frame < frames; frame += 1) await new Promise(requestAnimationFrame);
    entries.push(...observer.takeRecords());
    // The DOM library does not know this kind of entry yet.
    const shifts = entries as (PerformanceEntry & { value: number; sources: { node: Element | null }[] })[];
    return {
      value: shifts.reduce((sum, { value }) => sum + value, 0),
      what: shifts.flatMap(({ value, sources }) =>
        sources.map(({ node }) => `${value.toFixed(3)} ${node?.nodeName} ${node?.className}`),
      ),
    };
  }, FRAMES);
  expect(moved.value, moved.what.join(", ")).toBeLessThan(SHIFT_MAX);
}
