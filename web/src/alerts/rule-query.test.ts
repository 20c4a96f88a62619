import { expect, test } from "vitest";
import { parseSearch } from "../../../workers/errors/search/parse.ts";
import { previewQuery } from "./rule-query.ts";

const NEW = { kind: "new-issue" } as const;
const NO_FILTERS = { environments: [], levels: [], tags: [], title: null };

test("a rule without filters is told of every new issue", () => {
  expect(previewQuery(NEW, { projects: [], filters: NO_FILTERS })).toBe("firstSeen:-7d");
  const unfinished = { ...NO_FILTERS, tags: [{ key: "plan", match: "is" as const, value: "" }] };
  expect(previewQuery(NEW, { projects: [], filters: unfinished })).toBe("firstSeen:-7d");
});

test.each([
  [{ kind: "returned-issue" } as const, "is:regressed lastSeen:-7d"],
  [{ kind: "frequency", count: 500, minutes: 10 } as const, "timesSeen:>500 lastSeen:-7d"],
])("each kind of trigger has its terms: %o", (trigger, query) => {
  expect(previewQuery(trigger, { projects: [], filters: NO_FILTERS })).toBe(query);
  expect(parseSearch(query).errors).toEqual([]);
});

test("each filter is a term of the search", () => {
  const query = previewQuery(NEW, {
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
  const { terms, errors } = parseSearch(previewQuery(NEW, { projects: [], filters }));
  expect(errors).toEqual([]);
  expect(terms[1]).toMatchObject({ kind: "tag", tag: "odd key", values: [['a*"b\\']] });
});
