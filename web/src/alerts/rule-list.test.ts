import { expect, test } from "vitest";
import type { AlertFilters } from "../../../workers/alerts/view.ts";
import { MINUTE_MS } from "../../../workers/kit/time.ts";
import { firingNow } from "./attention.ts";
import { aRule, NOW } from "./rule-fixture.ts";
import { fits, rulesSentence, watching } from "./rule-list.ts";

const fired = (minutesAgo: number) => aRule({ id: String(minutesAgo), lastFiredAtMs: NOW - minutesAgo * MINUTE_MS });

test("a rule stays in the list while every filter fits", () => {
  expect(fits(aRule({}), { state: "quiet", project: "web-shop", query: "SHOP TEAM" }, NOW)).toBe(true);
  expect(fits(aRule({}), { state: "muted" }, NOW)).toBe(false);
  expect(fits(aRule({}), { project: "billing" }, NOW)).toBe(false);
  expect(fits(aRule({ projects: [] }), { project: "billing" }, NOW), "a rule of every project").toBe(true);
  expect(fits(aRule({}), { query: "nobody" }, NOW)).toBe(false);
});

test("the rules that watch an issue are those whose every filter it passes", () => {
  const project = { id: "1", slug: "web-shop", name: "Web shop", platform: "node" };
  const issue = { project, environments: ["production"], level: "error", title: "CheckoutError: no card" } as const;
  const seen = { ...issue, environments: [...issue.environments] };
  const named = { ...project, deleted: false };
  const rule = (id: string, filters: Partial<AlertFilters>, projects = [named]) =>
    aRule({ id, projects, filters: { environments: [], levels: [], tags: [], title: null, ...filters } });
  const rules = [
    rule("any", {}, []),
    rule("elsewhere", {}, [{ ...named, slug: "billing" }]),
    rule("fits", { environments: ["staging", "production"], levels: ["error"], title: "CHECKOUT" }),
    rule("environment", { environments: ["staging"] }),
    rule("level", { levels: ["fatal"] }),
    rule("title", { title: "stock" }),
  ];
  expect(watching(rules, seen).map(({ id }) => id)).toEqual(["any", "fits"]);
});

test("the rules in a line", () => {
  expect(rulesSentence([], NOW)).toBe("Nobody is told of anything yet");
  expect(rulesSentence([aRule({}), aRule({})], NOW)).toBe("2 rules: 2 quiet");
  expect(rulesSentence([fired(5), aRule({}), aRule({ enabled: false })], NOW)).toBe(
    "1 rule fired in the last hour, 1 quiet, 1 off",
  );
});

test("what fires now is what fired within the hour and is not silenced, the newest first", () => {
  const silenced = [
    { ...fired(1), enabled: false },
    { ...fired(2), mutedUntilMs: NOW + 1 },
  ];
  const now = firingNow([fired(59), fired(60), fired(5), aRule({}), ...silenced], NOW);
  expect(now.map(({ id }) => id)).toEqual(["5", "59"]);
});
