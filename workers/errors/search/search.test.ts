import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseSearch, QUERY_MAX, STARS_MAX, TERMS_MAX, VALUES_MAX } from "./parse.ts";
import { printSearch } from "./print.ts";
import { LIST_MAX, VALUE_MAX } from "./scan.ts";
import { COMPARISONS, type Condition, LEVELS, type Pattern, STATES } from "./term.ts";

/** Terms without their places. */
const read = (text: string) => {
  const { terms, errors } = parseSearch(text);
  expect(errors).toEqual([]);
  return terms.map(({ start: _, end: __, ...term }) => term);
};
const wrong = (text: string) => parseSearch(text).errors;

describe("a search is read", () => {
  it.each<[string, Condition, negated?: true]>([
    ["is:unresolved", { kind: "is", state: "unresolved" }],
    ["is:Archived", { kind: "is", state: "ignored" }],
    ["!is:resolved", { kind: "is", state: "resolved" }, true],
    ["is:for_review", { kind: "is", state: "for_review" }],
    ["error.unhandled:true", { kind: "is", state: "unhandled" }],
    ["error.unhandled:no", { kind: "is", state: "unhandled" }, true],
    ["error.handled:1", { kind: "is", state: "unhandled" }, true],
    ["!error.handled:true", { kind: "is", state: "unhandled" }],
    ["assigned:me", { kind: "name", field: "assigned", values: ["me"] }],
    ['assigned:[none, "Kim Lee"]', { kind: "name", field: "assigned", values: ["none", "Kim Lee"] }],
    ["assigned_to:kim@example.com", { kind: "name", field: "assigned", values: ["kim@example.com"] }],
    ["level:[Error,fatal]", { kind: "level", levels: ["error", "fatal"] }],
    ["release:latest", { kind: "tag", tag: "release", values: [["latest"]] }],
    ["release:shop@2.*", { kind: "tag", tag: "release", values: [["shop@2.", ""]] }],
    ["env:production", { kind: "tag", tag: "environment", values: [["production"]] }],
    ["timesSeen:>=100", { kind: "count", field: "timesSeen", comparison: ">=", value: 100 }],
    ["users:10", { kind: "count", field: "users", comparison: "=", value: 10 }],
    ["user.id:7", { kind: "tag", tag: "user", values: [["id:7"]] }],
    ["user.ip_address:10.*", { kind: "tag", tag: "user.ip", values: [["10.", ""]] }],
    ["has:user.id", { kind: "tag", tag: "user", values: [["id:", ""]] }],
    ["has:user.email", { kind: "has", tag: "user.email" }],
    ["!has:assigned", { kind: "is", state: "assigned" }, true],
    ["!region:eu-west", { kind: "tag", tag: "region", values: [["eu-west"]] }, true],
    ["tags[level]:loud", { kind: "tag", tag: "level", values: [["loud"]] }],
    ['tags["a b"]:c', { kind: "tag", tag: "a b", values: [["c"]] }],
    ["title:*time\\*out*", { kind: "text", field: "title", values: [["", "time*out", ""]] }],
    ['message:"no more"', { kind: "text", field: "message", values: [["no more"]] }],
    ["timeout", { kind: "words", pattern: ["timeout"] }],
    ["!timeout", { kind: "words", pattern: ["timeout"] }, true],
    ['"is:resolved \\"x\\""', { kind: "words", pattern: ['is:resolved "x"'] }],
    ["a**b", { kind: "words", pattern: ["a", "b"] }],
    ["C:\\temp\\x", { kind: "tag", tag: "C", values: [["\\temp\\x"]] }],
    ["WEB-1A", { kind: "words", pattern: ["WEB-1A"] }],
    ["issue:WEB-1A", { kind: "name", field: "issue", values: ["WEB-1A"] }],
  ])("%s", (text, condition, negated) => {
    expect(read(text)).toEqual([{ ...condition, negated: negated ?? false }]);
  });

  test("as words where it only looks like a key", () => {
    const words = (text: string) => read(text).map((term) => term.kind === "words" && term.pattern.join("*"));
    expect(words("TypeError: x is undefined")).toEqual(["TypeError:", "x", "is", "undefined"]);
    expect(words("https://shop.test/cart Net::ReadTimeout ! src/a.ts:42")).toEqual([
      "https://shop.test/cart",
      "Net::ReadTimeout",
      "!",
      "src/a.ts:42",
    ]);
  });

  test("with the place of each term", () => {
    expect(parseSearch("  is:new !a:[b, c]  x").terms.map(({ start, end }) => [start, end])).toEqual([
      [2, 8],
      [9, 18],
      [20, 21],
    ]);
  });

  it.each([
    ["firstSeen:-24h", ">=", { kind: "ago", amount: 24, unit: "h" }],
    ["lastSeen:+2d", "<=", { kind: "ago", amount: 2, unit: "d" }],
    ["age:-1w", ">=", { kind: "ago", amount: 1, unit: "w" }],
    ["age:>2d", "<", { kind: "ago", amount: 2, unit: "d" }],
    ["age:<=30m", ">=", { kind: "ago", amount: 30, unit: "m" }],
    ["firstSeen:<-24h", "<", { kind: "ago", amount: 24, unit: "h" }],
  ])("%s", (text, comparison, moment) => {
    expect(read(text)).toMatchObject([{ kind: "time", comparison, moment }]);
  });

  it.each([
    ["2026-11-02", "2026-11-02T00:00:00Z", "2026-11-03T00:00:00Z"],
    ["2026-11-02T10:30", "2026-11-02T10:30:00Z", "2026-11-02T10:31:00Z"],
    ["2026-11-02T10:30:05+02:00", "2026-11-02T08:30:05Z", "2026-11-02T08:30:06Z"],
    ["2026-11-02T10:30:05.25Z", "2026-11-02T10:30:05.250Z", "2026-11-02T10:30:05.251Z"],
  ])("a date is as long as it is exact: %s", (text, from, until) => {
    const moment = { fromMs: Date.parse(from), untilMs: Date.parse(until) };
    expect(read(`firstSeen:${text}`)).toMatchObject([{ comparison: "=", moment }]);
  });
});

describe("what is wrong is said at its place, and the rest is read", () => {
  it.each([
    ["is:linked", 3, 9, '"linked" is no state'],
    ["x is:__proto__", 5, 14, "is no state"],
    ["level:loud", 6, 10, "is no level"],
    ["level:[error,loud]", 13, 17, "is no level"],
    ["environment: x", 0, 12, 'Nothing stands after "environment:"'],
    ["timesSeen:many", 10, 14, "is no number"],
    ["timesSeen:>>1", 10, 13, "is no number"],
    ["age:yesterday", 4, 13, "is no time"],
    ["age:24h", 4, 7, "is no time"],
    ["firstSeen:>24h", 10, 14, "is no time"],
    ["firstSeen:2026-02-31", 10, 20, "is no time"],
    ["error.unhandled:maybe", 16, 21, "neither true nor false"],
    ["assigned:k*", 9, 11, "a star stands for nothing"],
    ["has:title", 4, 9, "every issue has"],
    ["is:[new,resolved]", 3, 17, "one value, not a list"],
    ["a:[b,c", 2, 6, "has no end"],
    ["a:[ , ]", 2, 7, "is empty"],
    ['a:"b', 2, 4, "quote has no end"],
    ['a:""', 2, 4, "Nothing stands between"],
    ["a OR b", 2, 4, "does not join terms"],
    [`a:${"x".repeat(VALUE_MAX + 1)}`, 2, VALUE_MAX + 3, `${VALUE_MAX} characters at most`],
    [`a:[${"x,".repeat(LIST_MAX + 1)}]`, 2, 2 * LIST_MAX + 6, `${LIST_MAX} values at most`],
    ["x".repeat(QUERY_MAX + 1), QUERY_MAX, QUERY_MAX + 1, `${QUERY_MAX} characters at most`],
    ["x ".repeat(TERMS_MAX + 1), 2 * TERMS_MAX, 2 * TERMS_MAX + 2, `${TERMS_MAX} terms`],
    [`a:${"*x".repeat(STARS_MAX + 1)}`, 0, 2 * STARS_MAX + 4, `${STARS_MAX} stars at most`],
    [`${`a:[${"x,".repeat(LIST_MAX)}] `.repeat(VALUES_MAX / LIST_MAX)}b:c`, 135, 138, `${VALUES_MAX} values at most`],
  ])("%s", (text, start, end, words) => {
    expect(wrong(text)).toEqual([{ start, end, words: expect.stringContaining(words) }]);
  });

  test("several at once", () => {
    const { terms, errors } = parseSearch("is:odd release:1 level:x free");
    expect(errors).toHaveLength(2);
    expect(terms).toMatchObject([{ kind: "tag" }, { kind: "words" }]);
  });

  test("nothing is wrong at the limits", () => {
    expect(wrong(`a:${"x".repeat(VALUE_MAX)}`)).toEqual([]);
    expect(wrong(`a:[${"x,".repeat(LIST_MAX)}]`)).toEqual([]);
    expect(wrong("x ".repeat(TERMS_MAX))).toEqual([]);
    expect(wrong(`a:${"*x".repeat(STARS_MAX)}`)).toEqual([]);
    expect(wrong(`a:[${"x,".repeat(LIST_MAX)}] `.repeat(VALUES_MAX / LIST_MAX))).toEqual([]);
    expect(wrong(`${"x".repeat(VALUE_MAX)} ${"x".repeat(VALUE_MAX)} `.padEnd(QUERY_MAX, "y"))).toEqual([]);
  });
});

describe("laws", () => {
  const literal = fc.string({ minLength: 1, maxLength: 8, unit: "grapheme-ascii" });
  const blankless = literal.filter((text) => !/[\s]/.test(text));
  /** Parts between stars: only the first and the last may be empty, and a value is never nothing at all. */
  const pattern: fc.Arbitrary<Pattern> = fc
    .tuple(fc.option(literal, { nil: "" }), fc.array(literal, { maxLength: 2 }), fc.option(literal, { nil: "" }))
    .map(([first, middle, last]) => [first, ...middle, last])
    .chain((parts) =>
      parts.join("") === ""
        ? fc.constant<Pattern>(["", ""])
        : fc.constantFrom<Pattern[]>(parts, [parts.join("") || "x"]),
    );
  const patterns = fc.array(pattern, { minLength: 1, maxLength: 3 });
  const tag = blankless.filter((name) => !/["\]\\*:]/.test(name) && name !== "user");
  const ago = fc
    .tuple(fc.nat(99_999), fc.constantFrom("m" as const, "h" as const, "d" as const, "w" as const))
    .map(([amount, unit]) => ({ kind: "ago" as const, amount, unit }));
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    pattern.map((pattern) => ({ kind: "words" as const, pattern })),
    fc.constantFrom(...STATES).map((state) => ({ kind: "is" as const, state })),
    fc.uniqueArray(fc.constantFrom(...LEVELS), { minLength: 1 }).map((levels) => ({ kind: "level" as const, levels })),
    patterns.map((values) => ({ kind: "text" as const, field: "title" as const, values })),
    fc
      .array(literal, { minLength: 1, maxLength: 3 })
      .map((values) => ({ kind: "name" as const, field: "assigned" as const, values })),
    fc
      .record({ comparison: fc.constantFrom(...COMPARISONS), value: fc.nat(1e9) })
      .map((count) => ({ kind: "count" as const, field: "users" as const, ...count })),
    fc
      .record({ comparison: fc.constantFrom(">" as const, ">=" as const, "<" as const, "<=" as const), moment: ago })
      .map((time) => ({ kind: "time" as const, field: "lastSeen" as const, ...time })),
    fc.record({ tag, values: patterns }).map((tag) => ({ kind: "tag" as const, ...tag })),
    tag.map((tag) => ({ kind: "has" as const, tag })),
  );

  test("what is printed is read as the same", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ negated: fc.boolean(), condition }), { maxLength: 4 }), (made) => {
        const terms = made.map(({ negated, condition }) => ({ ...condition, negated }));
        const text = printSearch(terms);
        fc.pre(text.length <= QUERY_MAX);
        expect(read(text)).toEqual(terms);
      }),
      { numRuns: 1_000 },
    );
  });

  test("any text at all is read, each place lies within it, in order and apart", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab: !"[],*\\.is>-1d'), maxLength: 60 }), (text) => {
        const { terms, errors } = parseSearch(text);
        const spans = [...terms, ...errors].sort((a, b) => a.start - b.start);
        let past = 0;
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(past);
          expect(end).toBeGreaterThan(start);
          past = end;
        }
        expect(past).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2_000 },
    );
  });
});
