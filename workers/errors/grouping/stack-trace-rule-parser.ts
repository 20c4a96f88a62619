import type { RuleFault } from "./rule-fault.ts";
import { LineFault, RuleLine } from "./rule-line.ts";
import type { FlagAction, Range, StackTraceRule } from "./stack-trace-rule.ts";
import { compileMatcher, type Matcher, type Neighbour } from "./stack-trace-rule-matcher.ts";

/** Most rules of one text; each is tried on every frame of every event. */
export const MAX_STACK_TRACE_RULES = 500;
/** Most matchers, and most actions, of one rule. */
export const MAX_RULE_PARTS = 20;

/**
 * Reads stack trace rules, one a line: matchers, then what to do with the frames that they match, as in
 * `stack.module:example.* +app`. A `#` begins a comment. Lines that are no rules are left out and told as faults.
 */
export function parseStackTraceRules(text: string, builtIn = false): { rules: StackTraceRule[]; faults: RuleFault[] } {
  const rules: StackTraceRule[] = [];
  const faults: RuleFault[] = [];
  for (const [index, content] of text.split(/\r\n|[\r\n]/).entries()) {
    const line = new RuleLine(content, index + 1);
    if (line.ended) continue;
    try {
      if (rules.length === MAX_STACK_TRACE_RULES) {
        line.fail(`A project has ${MAX_STACK_TRACE_RULES} stack trace rules at most.`);
      }
      rules.push(parseRule(line, content, builtIn));
    } catch (error) {
      if (!(error instanceof LineFault)) throw error;
      faults.push(error.fault);
    }
  }
  return { rules, faults };
}

function parseRule(line: RuleLine, content: string, builtIn: boolean): StackTraceRule {
  const matchers = parseMatchers(line);
  const actions = parseActions(line);
  const text = content.slice(0, line.mark()).trim();
  return {
    text,
    builtIn,
    exceptionMatchers: matchers.flatMap((matcher) => ("exception" in matcher ? matcher.exception : [])),
    namesMatchers: matchers.flatMap((matcher) => ("names" in matcher ? matcher.names : [])),
    marksMatchers: matchers.flatMap((matcher) => ("marks" in matcher ? matcher.marks : [])),
    ...actions,
  };
}

function parseMatchers(line: RuleLine): Matcher[] {
  const matchers: Matcher[] = [];
  if (line.read(/\[/y) !== null) {
    matchers.push(parseMatcher(line, "caller"));
    if (line.read(/\][ \t]*\|/y) === null) line.fail("The matcher of the caller ends with ] |.");
  }
  do {
    if (matchers.length === MAX_RULE_PARTS) line.fail(`A rule has ${MAX_RULE_PARTS} matchers at most.`);
    matchers.push(parseMatcher(line, "self"));
  } while (line.sees(MATCHER));
  if (line.read(/\|[ \t]*\[/y) !== null) {
    matchers.push(parseMatcher(line, "callee"));
    if (line.read(/\]/y) === null) line.fail("The matcher of the callee ends with ].");
  }
  return matchers;
}

const MATCHER = /!?(?:[a-zA-Z0-9_.-]+|"[a-zA-Z0-9_.:-]+"):/y;

function parseMatcher(line: RuleLine, neighbour: Neighbour): Matcher {
  const negated = line.read(/!/y) !== null;
  const at = line.mark();
  const name = line.read(/"([a-zA-Z0-9_.:-]+)"(?=:)/y) ?? line.read(/[a-zA-Z0-9_.-]+(?=:)/y);
  if (name === null) line.fail("A matcher is a name, a colon and a pattern, such as stack.function:main.");
  if (line.read(/:(?=\S)/y) === null) line.fail(`The matcher ${name} has no pattern after its colon.`);
  const patternAt = line.mark();
  const pattern = line.readQuoted() ?? line.read(/\S+/y)?.replaceAll("\\\\", "\\") ?? "";
  const matcher = compileMatcher({ name, negated, pattern, neighbour });
  if (matcher.ok) return matcher.value;
  return line.fail(matcher.detail, matcher.reason === "unknown-matcher" ? at : patternAt);
}

type Actions = Pick<StackTraceRule, "appActions" | "groupActions" | "category" | "maxFrames" | "minFrames">;

const RANGES: Readonly<Record<string, Range>> = { "^": "toward-crash", v: "away-from-crash" };

function parseActions(line: RuleLine): Actions {
  const flags: FlagAction[] = [];
  const variables = new Map<string, string>();
  const wanted = "An action is +app, -app, +group, -group, max-frames=N, min-frames=N or category=NAME.";
  while (!line.sees(/#|$/y)) {
    if (flags.length + variables.size === MAX_RULE_PARTS) line.fail(`A rule has ${MAX_RULE_PARTS} actions at most.`);
    const flag = line.read(/[v^]?[+-](?:app|group)(?![\w.-])/y);
    const variable = flag === null ? line.read(/(?:category|max-frames|min-frames)(?=[ \t]*=)/y) : null;
    if (flag !== null) flags.push(flagAction(flag));
    else if (variable === null) line.fail(wanted);
    else variables.set(variable, parseValue(line, variable));
  }
  if (flags.length + variables.size === 0) line.fail(wanted);
  const count = (name: string) => (variables.has(name) ? Number(variables.get(name)) : null);
  return {
    appActions: flags.filter(({ flag }) => flag === "app"),
    groupActions: flags.filter(({ flag }) => flag === "group"),
    category: variables.get("category") ?? null,
    maxFrames: count("max-frames"),
    minFrames: count("min-frames"),
  };
}

/** `^-app` and the like. */
const flagAction = (text: string): FlagAction => ({
  flag: text.endsWith("app") ? "app" : "group",
  on: text.includes("+"),
  range: RANGES[text[0] ?? ""] ?? "self",
});

function parseValue(line: RuleLine, variable: string): string {
  line.read(/=/y);
  const value = line.read(variable === "category" ? /[\w.-]+/y : /\d{1,4}(?![\w.-])/y);
  return value ?? line.fail(variable === "category" ? "A category is a word." : "This is a number of frames.");
}
