import { describe, expect, it } from "vitest";
import { MAX_RULE_PARTS, MAX_STACK_TRACE_RULES, parseStackTraceRules } from "./stack-trace-rule-parser.ts";

const rulesOf = (text: string) => parseStackTraceRules(text).rules;
const faultsOf = (text: string) => parseStackTraceRules(text).faults;

describe("stack trace rules", () => {
  it("are one a line, between comments and blank lines", () => {
    const { rules, faults } = parseStackTraceRules("# first\r\n\n  function:a -app # why\rfunction:b +group");
    expect(rules.map(({ text }) => text)).toEqual(["function:a -app", "function:b +group"]);
    expect(faults).toEqual([]);
  });

  it("say what to do", () => {
    const [rule] = rulesOf("function:a ^-app v+group -group max-frames = 3 min-frames=2 category=some.kind");
    expect(rule).toMatchObject({
      appActions: [{ flag: "app", on: false, range: "toward-crash" }],
      groupActions: [
        { flag: "group", on: true, range: "away-from-crash" },
        { flag: "group", on: false, range: "self" },
      ],
      maxFrames: 3,
      minFrames: 2,
      category: "some.kind",
    });
  });

  it("know every matcher by both of its names", () => {
    const names =
      "stack.module module stack.abs_path path stack.package package stack.function function category family " +
      "error.type error.value error.mechanism";
    for (const name of names.split(" ")) expect(rulesOf(`${name}:x -app`)).toHaveLength(1);
    expect(rulesOf('app:yes !function:"two words" [ category:a ] | -app')).toEqual([]);
    expect(rulesOf('[ category:a ] | app:yes !function:"two \\"words\\"" | [ !family:native ] -app')).toHaveLength(1);
  });

  it.each([
    ["function:a", 11, "An action is"],
    ["function:a -ap", 12, "An action is"],
    ["function:a -application", 12, "An action is"],
    ["function:a max-frames=many", 23, "a number of frames"],
    ["function:a max-frames=10000", 23, "a number of frames"],
    ["function:a category=*", 21, "A category is a word"],
    ["-app", 1, "A matcher is"],
    ["  colour:red -app", 3, "no matcher colour"],
    ["type:Error -app", 1, "no matcher type"],
    ["function: -app", 9, "no pattern"],
    ["function:[a -app", 10, "no pattern that can match"],
    ["app:maybe -app", 5, "no pattern that can match"],
    ["[ function:a ] function:b -app", 14, "] |"],
    ["function:a | function:b -app", 12, "An action is"],
    ["function:a | [ function:b -app", 27, "ends with ]"],
  ])("tells what is wrong with %s", (text, column, detail) => {
    expect(faultsOf(`\n${text}`)).toEqual([{ line: 2, column, detail: expect.stringContaining(detail) }]);
  });

  it("are so many at most", () => {
    const line = "function:a -app\n";
    expect(parseStackTraceRules(line.repeat(MAX_STACK_TRACE_RULES)).faults).toEqual([]);
    const { rules, faults } = parseStackTraceRules(line.repeat(MAX_STACK_TRACE_RULES + 1));
    expect(rules).toHaveLength(MAX_STACK_TRACE_RULES);
    expect(faults).toEqual([
      { line: MAX_STACK_TRACE_RULES + 1, column: 1, detail: expect.stringContaining("at most") },
    ]);
  });

  it("have so many parts at most", () => {
    expect(faultsOf(`${"app:yes ".repeat(MAX_RULE_PARTS)}${"-app ".repeat(MAX_RULE_PARTS)}`)).toEqual([]);
    expect(faultsOf(`${"app:yes ".repeat(MAX_RULE_PARTS + 1)}-app`)).toHaveLength(1);
    expect(faultsOf(`app:yes ${"-app ".repeat(MAX_RULE_PARTS + 1)}`)).toHaveLength(1);
  });
});
