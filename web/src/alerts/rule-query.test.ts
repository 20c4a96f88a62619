import { expect, test } from "vitest";
import { parseSearch } from "../../../workers/errors/search/parse.ts";
import { newIssuesQuery } from "./rule-query.ts";

const NO_FILTERS = { environments: [], levels: [], tags: [], title: null };

test("a rule without filters is told of every new issue", () => {
  expect(newIssuesQuery({ projects: [], filters: NO_FILTERS })).toBe("firstSeen:-7d");
  const unfinished = { ...NO_FILTERS, tags: [{ key: "plan", match: "is" as const, value: "" }] };
  expect(newIssuesQuery({ projects: [], filters: unfinished })).toBe("firstSeen:-7d");
});

test("each filter is a term of the search", () => {
  const query = newIssuesQuery({
    projects: ["web-shop", "billing"],
    filters: {
      environments: ["production"],
      levels: ["fatal", "error"],
      tags: [
        { key: "plan", match: "is", value: "team" },
        { key: "plan", match: "is-not", value: "free" },
        { key: "url", match: "contains", value: "/pay" },
        { key: "beta", match: "is-set", value: "" },
        { key: "gone", match: "is-not-set", value: "" },
      ],
      title: 'no "card"',
    },
  });
  expect(query).toBe(
    'firstSeen:-7d project:["web-shop","billing"] environment:["production"] level:[fatal,error] plan:"team" ' +
      '!plan:"free" url:"*/pay*" has:beta !has:gone title:"*no \\"card\\"*"',
  );
  const { terms, errors } = parseSearch(query);
  expect(errors).toEqual([]);
  expect(terms.map(({ kind, negated }) => `${negated ? "!" : ""}${kind}`)).toEqual([
    "time",
    "name",
    "tag",
    "level",
    "tag",
    "!tag",
    "tag",
    "has",
    "!has",
    "text",
  ]);
});

test("a star or a quote in a filter stands for itself", () => {
  const filters = { ...NO_FILTERS, tags: [{ key: "odd key", match: "is" as const, value: 'a*"b\\' }] };
  const { terms, errors } = parseSearch(newIssuesQuery({ projects: [], filters }));
  expect(errors).toEqual([]);
  expect(terms[1]).toMatchObject({ kind: "tag", tag: "odd key", values: [['a*"b\\']] });
});
