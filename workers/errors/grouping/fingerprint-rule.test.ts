import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NormalEvent } from "../event/event.ts";
import { FINGERPRINT_PARTS } from "../normalize/fingerprint.ts";
import { factsOf } from "./event-fact.ts";
import { eventWith } from "./event-fixture.ts";
import { firstMatch, MAX_FINGERPRINT_RULES, MAX_MATCHERS, parseFingerprintRules } from "./fingerprint-rule.ts";

const event = eventWith({
  platform: "python",
  logger: "shop.cart",
  level: "warning",
  release: "shop@1.2.3",
  logentry: { message: "cart %s is empty", formatted: " Cart 7 is empty\n" },
  sdk: { name: "sentry.python.django" },
  tags: [["plan", "pro"]],
  exception: {
    values: [
      { type: "KeyError", value: "'cart'" },
      {
        type: "CartError",
        value: "No cart for 42",
        stacktrace: {
          frames: [
            { filename: "django/core.py", module: "django.core", function: "get_response", in_app: false },
            {
              filename: "shop/cart.py",
              abs_path: "/srv/Shop/cart.py",
              module: "shop.cart",
              function: "find",
              in_app: true,
              package: "C:\\shop\\cart.dll",
            },
          ],
        },
      },
    ],
  },
});

const matches = (condition: string, of: NormalEvent = event): boolean => {
  const { rules, faults } = parseFingerprintRules(`${condition} -> x`);
  expect(faults).toEqual([]);
  return firstMatch(rules, factsOf(of)) !== undefined;
};

describe("a condition", () => {
  it.each([
    ["error.type:CartError", true],
    ["type:CartError", true],
    ["type:carterror", false],
    ["type:Key*", true],
    ["!type:Value*", true],
    ["error.value:*CART*", true],
    ["value:nothing", false],
    ['message:"cart 7 is empty"', true],
    ['message:"no cart for *"', true],
    ["logger:shop.*", true],
    ["logger:SHOP.*", false],
    ["level:WARNING", true],
    ["!level:error", true],
    ["tags.plan:pro", true],
    ["tags.absent:*", false],
    ["!tags.absent:*", true],
    ["stack.module:shop.*", true],
    ["module:cart", false],
    ["stack.function:find", true],
    ["stack.abs_path:**/shop/*.py", true],
    ["path:shop/cart.py", true],
    ["path:*.py", false],
    ["stack.package:**/cart.dll", true],
    ["app:yes", true],
    ["app:no", true],
    ["family:native,other", true],
    ["family:javascript", false],
    ["family:all", true],
    ["sdk:sentry.python", true],
    ["sdk:sentry.javascript.node,other", false],
    ["release:shop@1.*", true],
    ['"error.type":CartError', true],
  ])("%s: %s", (condition, expected) => expect(matches(condition)).toBe(expected));

  it("holds together with the others of its kind for one and the same frame or exception", () => {
    expect(matches("function:find app:yes")).toBe(true);
    expect(matches("function:find app:no")).toBe(false);
    expect(matches("type:KeyError value:*cart*")).toBe(true);
    expect(matches('type:KeyError value:"No cart*"')).toBe(false);
    expect(matches('type:KeyError message:"No cart*"')).toBe(true);
  });

  it("holds for nothing when there is nothing of its kind, also negated", () => {
    const empty = eventWith({});
    expect(matches("!type:x", empty)).toBe(false);
    expect(matches("!function:x", empty)).toBe(false);
    expect(matches("!release:x", empty)).toBe(true);
  });

  it("looks at the frames of the thread that decides when no exception has any", () => {
    const threads = {
      values: [{ id: 1 }, { id: 2, name: "Main", crashed: true, stacktrace: { frames: [{ function: "tick" }] } }],
    };
    expect(matches("function:tick thread.name:main thread.crashed:yes", eventWith({ threads }))).toBe(true);
    expect(matches("function:tick", eventWith({ stacktrace: { frames: [{}] }, threads }))).toBe(false);
    expect(matches("function:<unknown>", eventWith({ stacktrace: { frames: [{}] } }))).toBe(true);
  });
});

describe("parseFingerprintRules", () => {
  const one = (text: string) => parseFingerprintRules(text).rules[0];

  it("takes words, quotes, variables and a title", () => {
    expect(
      one('type:X -> one, "two, \\"three\\"\\n" {{ default }},{{tags.a}} four title="Down: {{ message }}"'),
    ).toMatchObject({
      fingerprint: ["one", 'two, "three"\n', "{{ default }}", "{{tags.a}}", "four"],
      title: "Down: {{ message }}",
    });
    expect(one("type:X -> one")?.title).toBeNull();
  });

  it("passes over blank lines and comments, and numbers the lines that are rules", () => {
    const { rules, faults } = parseFingerprintRules("# none\r\n\r\n  # none\n type:X -> a\n\ttype:Y->b\n");
    expect(faults).toEqual([{ line: 5, column: 11, detail: "A rule goes on with -> and a fingerprint." }]);
    expect(rules.map(({ line }) => line)).toEqual([4]);
  });

  it.each([
    ["nothing:x -> a", 1, "There is no condition nothing."],
    ["type:A !foo:x -> a", 9, "There is no condition foo."],
    ["type A -> a", 1, "A condition is a name, a colon and a pattern, such as error.type:TypeError."],
    ["-> a", 1, "A rule starts with a condition, such as error.type:TypeError."],
    ["type: -> a", 5, "The condition type has no pattern after its colon."],
    ["type:", 5, "The condition type has no pattern after its colon."],
    ["type:[ab -> a", 6, "A bracket of this pattern is not closed."],
    ["app:maybe -> a", 5, "This is yes or no."],
    ["type:A", 7, "A rule goes on with -> and a fingerprint."],
    ["type:A -> ", 11, "A fingerprint has one entry at least after ->."],
    ["type:A -> {a", 11, "An entry is a word, a text in quotes or a variable such as {{ default }}."],
    ['type:A -> a level="x"', 13, "There is no attribute level; there is title."],
    ['type:A -> a title="x', 19, "The quote is not closed."],
  ])("says where %s goes wrong", (text, column, detail) => {
    expect(parseFingerprintRules(`type:Good -> a\n${text}`)).toMatchObject({
      rules: [{ line: 1 }],
      faults: [{ line: 2, column, detail }],
    });
  });

  it("has limits", () => {
    const rules = (count: number) => parseFingerprintRules("type:X -> a\n".repeat(count)).faults;
    expect(rules(MAX_FINGERPRINT_RULES)).toEqual([]);
    expect(rules(MAX_FINGERPRINT_RULES + 1)).toMatchObject([{ line: MAX_FINGERPRINT_RULES + 1, column: 1 }]);
    const conditions = (count: number) => parseFingerprintRules(`${"type:X ".repeat(count)} -> a`).faults.length;
    expect([conditions(MAX_MATCHERS), conditions(MAX_MATCHERS + 1)]).toEqual([0, 1]);
    const entries = (count: number) => parseFingerprintRules(`type:X -> ${"a ".repeat(count)}`).faults.length;
    expect([entries(FINGERPRINT_PARTS), entries(FINGERPRINT_PARTS + 1)]).toEqual([0, 1]);
  });

  it("gives every line a rule, a fault or nothing, whatever it says", () => {
    const part = fc.constantFrom(
      "type:",
      "X",
      "->",
      " ",
      "{{ default }}",
      '"',
      "!",
      "title=",
      "#",
      ",",
      "[",
      "{",
      "\\",
      "\t",
      "::",
    );
    fc.assert(
      fc.property(fc.array(fc.array(part, { maxLength: 12 }), { maxLength: 6 }), (lines) => {
        const { rules, faults } = parseFingerprintRules(lines.map((parts) => parts.join("")).join("\n"));
        const used = [...rules, ...faults].map(({ line }) => line);
        expect(new Set(used).size).toBe(used.length);
        for (const { line, column } of faults) {
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.join("").length ?? 0) + 1);
        }
      }),
    );
  });
});
