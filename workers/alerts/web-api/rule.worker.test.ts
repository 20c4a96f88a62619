import { beforeEach, expect, it } from "vitest";
import { Tool } from "../../errors/web-api/tool.ts";
import { firstOwner } from "../../identity/visitor.ts";
import { call } from "../alert-world.ts";

const tool = new Tool();
const RULES = "/projects/apiary/shop/rules/";
const condition = (name: string) => `sentry.rules.conditions.${name}`;

beforeEach(async () => {
  await tool.post("/teams/apiary/staff/projects/", { name: "Shop", slug: "shop", platform: "node" });
  await call("POST", "/receivers", { kind: "webhook", name: "ops", url: "https://ops.test/" });
});

const RULE = {
  name: "Checkout",
  actionMatch: "any",
  filterMatch: "all",
  frequency: 60,
  environment: "production",
  conditions: [
    { id: condition("first_seen_event.FirstSeenEventCondition") },
    { id: condition("regression_event.RegressionEventCondition") },
    { id: condition("event_frequency.EventFrequencyCondition"), value: 100, interval: "1h", comparisonType: "count" },
  ],
  filters: [
    { id: "sentry.rules.filters.level.LevelFilter", level: "40", match: "gte" },
    { id: "sentry.rules.filters.tagged_event.TaggedEventFilter", key: "browser", match: "ns" },
  ],
  actions: [{ id: "sentry.rules.actions.notify_event_service.NotifyEventServiceAction", service: "ops" }],
};

it("writes a rule that the console shows, and reads it back as it was written", async () => {
  const made = await tool.post(RULES, RULE);
  expect(made.status).toBe(201);
  const rule = (await call("GET", "/rules")).rules[0];
  expect(rule).toMatchObject({
    name: "Checkout",
    projects: [{ slug: "shop" }],
    triggers: [{ kind: "new-issue" }, { kind: "returned-issue" }, { kind: "frequency", count: 100, minutes: 60 }],
    filters: {
      environments: ["production"],
      levels: ["fatal", "error"],
      tags: [{ key: "browser", match: "is-not-set", value: "" }],
    },
    receivers: [{ name: "ops" }],
    intervalMinutes: 60,
  });
  const { body } = await tool.get(`${RULES}${made.body.id}/`);
  expect(body).toMatchObject({ ...RULE, actions: [{ ...RULE.actions[0], service: rule.receivers[0].id }] });
  expect((await tool.get(RULES)).body).toEqual([body]);
});

it("writes what it read and changes nothing", async () => {
  const { body } = await tool.post(RULES, RULE);
  expect((await tool.put(`${RULES}${body.id}/`, body)).body).toEqual(body);
  expect((await tool.put(`${RULES}${body.id}/`, { ...body, frequency: 5, status: "disabled" })).body).toEqual({
    ...body,
    frequency: 5,
    status: "disabled",
  });
  expect((await tool.delete(`${RULES}${body.id}/`)).status).toBe(202);
  expect((await tool.get(`${RULES}${body.id}/`)).status).toBe(404);
});

it("mails a member by a receiver of their own", async () => {
  const owner = await firstOwner();
  const { person } = (await owner.get("/me")).body;
  const action = { id: "sentry.mail.actions.NotifyEmailAction", targetType: "Member", targetIdentifier: person.id };
  for (let twice = 0; twice < 2; twice += 1) {
    const made = await tool.post(RULES, { ...RULE, actions: [action], owner: `user:${person.id}` });
    expect(made.body).toMatchObject({ actions: [action], owner: `user:${person.id}` });
  }
  const { receivers } = await call("GET", "/receivers");
  expect(receivers).toMatchObject([{ name: "Ana", addresses: [person.email] }, { name: "ops" }]);
});

it.each([
  ["a condition", { conditions: [{ id: condition("every_event.EveryEventCondition") }] }],
  ["a window", { conditions: [{ ...RULE.conditions[2], interval: "30d" }] }],
  ["a filter", { filters: [{ id: "sentry.rules.filters.age_comparison.AgeComparisonFilter" }] }],
  ["an action", { actions: [{ id: "sentry.mail.actions.NotifyEmailAction", targetType: "IssueOwners" }] }],
  ["a service", { actions: [{ ...RULE.actions[0], service: "nobody" }] }],
  ["all conditions together", { actionMatch: "all" }],
  ["any of its filters", { filterMatch: "any" }],
  ["no filter that matches", { filterMatch: "none" }],
  ["no condition", { conditions: [] }],
  ["an interval of months", { frequency: 43_201 }],
  ["an unknown owner", { owner: "user:nobody" }],
])("refuses with Sentry's 400 what it cannot do: %s", async (_, fields) => {
  expect((await tool.post(RULES, { ...RULE, ...fields })).status).toBe(400);
  expect((await tool.get(RULES)).body).toEqual([]);
});

it("shows a rule of all projects in each, and one of another project not here", async () => {
  const { receivers } = await call("GET", "/receivers");
  await tool.post("/teams/apiary/staff/projects/", { name: "App", slug: "app", platform: "node" });
  const rule = { receivers: [receivers[0].id], triggers: [{ kind: "new-issue" }] };
  await call("POST", "/rules", { ...rule, name: "Everywhere" });
  const { id } = await call("POST", "/rules", { ...rule, name: "There", projects: ["app"] });
  expect((await tool.get(RULES)).body).toMatchObject([{ name: "Everywhere", projects: ["shop"] }]);
  expect((await tool.get(`${RULES}${id}/`)).status).toBe(404);
});
