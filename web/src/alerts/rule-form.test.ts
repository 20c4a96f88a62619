import { expect, test } from "vitest";
import { aRule } from "./rule-fixture.ts";
import { emptyForm, fieldsOf, formOf } from "./rule-form.ts";

test("a rule comes back from its form as it went in", () => {
  const rule = aRule({
    triggers: [{ kind: "returned-issue" }, { kind: "frequency", count: 7, minutes: 3 }],
    filters: {
      environments: ["production"],
      levels: ["fatal", "warning"],
      tags: [{ key: "plan", match: "contains", value: "team" }],
      title: "card",
    },
  });
  const { name, triggers, filters, intervalMinutes } = rule;
  expect(fieldsOf(formOf(rule))).toEqual({
    name,
    triggers,
    filters,
    intervalMinutes,
    projects: ["web-shop"],
    receivers: ["team"],
    owner: "owner",
  });
});

test("a new rule is of the project that it was asked for, and its owner is who makes it", () => {
  expect(fieldsOf(emptyForm("web-shop", "me"))).toMatchObject({ projects: ["web-shop"], owner: "me" });
  expect(fieldsOf(emptyForm(undefined, undefined))).toMatchObject({ projects: [], owner: null });
});

test("what means nothing falls away", () => {
  const form = {
    ...emptyForm(undefined, undefined),
    title: "  ",
    tags: [
      { key: " ", match: "is" as const, value: "x" },
      { key: " plan ", match: "is-set" as const, value: "left over" },
    ],
  };
  expect(fieldsOf(form).filters).toEqual({
    environments: [],
    levels: [],
    tags: [{ key: "plan", match: "is-set", value: "" }],
    title: null,
  });
});
