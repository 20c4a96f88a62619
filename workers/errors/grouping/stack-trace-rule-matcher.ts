import { fail, ok, type Result } from "../../kit/result.ts";
import { compilePathGlob } from "./path-glob.ts";
import type { FrameMarks, RuleException } from "./rule-frame.ts";
import { compileGlob, type GlobOptions } from "./rule-glob.ts";
import type { ExceptionMatcher, MarksMatcher, NamesMatcher } from "./stack-trace-rule.ts";

/** Which frame a matcher looks at: the rule's own, the one that called it, or the one that it called. */
export type Neighbour = "self" | "caller" | "callee";

/** What is before and after the colon of a matcher. */
export interface MatcherText {
  name: string;
  negated: boolean;
  pattern: string;
  neighbour: Neighbour;
}

export type Matcher = { exception: ExceptionMatcher } | { names: NamesMatcher } | { marks: MarksMatcher };

const EXACT: GlobOptions = { ignoreCase: false };
const ANY_DEPTH = /(?<=^|\/)\*\*\//g;

/** A part `**` between slashes may be nothing, in names as in paths. */
const nameGlob = (pattern: string) => compileGlob(pattern.replace(ANY_DEPTH, "{,*/}"), EXACT);

const ALIASES: ReadonlyMap<string, string> = new Map([
  ["stack.module", "module"],
  ["stack.abs_path", "path"],
  ["stack.package", "package"],
  ["stack.function", "function"],
]);

/** Compiles a matcher. Fails when there is none of its name or its pattern is malformed. */
export function compileMatcher(text: MatcherText): Result<Matcher, "unknown-matcher" | "bad-pattern"> {
  const name = ALIASES.get(text.name) ?? text.name;
  const field = EXCEPTION_FIELDS.get(name);
  if (field) {
    const glob = nameGlob(text.pattern);
    if (!glob) return malformed(text);
    return ok({ exception: (exception) => glob(exception[field]) !== text.negated });
  }
  const compileNames = NAMES_TESTS.get(name);
  if (compileNames) {
    const test = compileNames(text.pattern);
    return test ? ok(namesMatcher(test, text)) : malformed(text);
  }
  const compileMarks = MARKS_TESTS.get(name);
  if (!compileMarks) return fail("unknown-matcher", `There is no matcher ${text.name}.`);
  const test = compileMarks(text.pattern);
  return test ? ok(marksMatcher(test, text)) : malformed(text);
}

const malformed = ({ pattern }: MatcherText) => fail("bad-pattern", `${pattern} is no pattern that can match.`);

const OFFSETS: Readonly<Record<Neighbour, number>> = { self: 0, caller: -1, callee: 1 };

function namesMatcher(test: NamesMatcher, { negated, neighbour }: MatcherText): Matcher {
  if (neighbour === "self") return { names: negated ? (names) => !test(names) : test };
  const offset = OFFSETS[neighbour];
  return {
    marks: (stack, index) => stack.marks[index + offset] !== undefined && test(stack.names(index + offset)) !== negated,
  };
}

function marksMatcher(test: MarksTest, { negated, neighbour }: MatcherText): Matcher {
  const offset = OFFSETS[neighbour];
  return {
    marks: (stack, index) => {
      const marks = stack.marks[index + offset];
      return marks !== undefined && test(marks) !== negated;
    },
  };
}

const EXCEPTION_FIELDS: ReadonlyMap<string, keyof RuleException> = new Map([
  ["error.type", "type"],
  ["error.value", "value"],
  ["error.mechanism", "mechanism"],
]);

const NAMES_TESTS: ReadonlyMap<string, (pattern: string) => NamesMatcher | null> = new Map([
  ["module", (pattern) => nameTest("module", pattern)],
  ["function", (pattern) => nameTest("function", pattern)],
  ["path", (pattern) => pathTest("path", pattern)],
  ["package", (pattern) => pathTest("package", pattern)],
  ["family", familyTest],
]);

function nameTest(field: "module" | "function", pattern: string): NamesMatcher | null {
  const glob = nameGlob(pattern);
  return glob && ((names) => names[field] !== null && glob(names[field]));
}

function pathTest(field: "path" | "package", pattern: string): NamesMatcher | null {
  const glob = compilePathGlob(pattern);
  return glob && ((names) => names[field] !== null && glob(names[field]));
}

/** Families between commas; names that are none match nothing. */
function familyTest(pattern: string): NamesMatcher {
  const families = new Set(pattern.split(","));
  return families.has("all") ? () => true : ({ family }) => families.has(family);
}

type MarksTest = (marks: FrameMarks) => boolean;

const MARKS_TESTS: ReadonlyMap<string, (pattern: string) => MarksTest | null> = new Map([
  ["category", categoryTest],
  ["app", appTest],
]);

function categoryTest(pattern: string): MarksTest | null {
  const glob = nameGlob(pattern);
  return glob && (({ category }) => category !== null && glob(category));
}

const YES: ReadonlySet<string> = new Set(["1", "yes", "true"]);
const NO: ReadonlySet<string> = new Set(["0", "no", "false"]);

function appTest(pattern: string): MarksTest | null {
  if (YES.has(pattern)) return ({ inApp }) => inApp;
  return NO.has(pattern) ? ({ inApp }) => !inApp : null;
}
