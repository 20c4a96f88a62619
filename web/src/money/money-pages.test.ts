import { expect, test } from "vitest";
import { groupOf, MONEY_GROUPS } from "./money-pages.ts";

test("a page and what is under it belong to its group, and nothing else does", () => {
  const titleAt = (path: string) => groupOf(path).title;
  expect(titleAt("/money")).toBe("Overview");
  expect(titleAt("/money/payments")).toBe("Billing");
  expect(titleAt("/money/reports/ageing")).toBe("Books");
  expect(titleAt("/money/runs/job_1")).toBe("Operations");
  expect(titleAt("/money/runsx")).toBe("Overview");
});

test("no page is in two groups", () => {
  const paths = MONEY_GROUPS.flatMap(({ pages }) => pages.map(({ to }): string => to));
  expect(new Set(paths).size).toBe(paths.length);
});
