import type { Fact, FactKind, Facts, FactValue } from "./event-fact.ts";
import { compilePathGlob } from "./path-glob.ts";
import { compileGlob, type GlobOptions } from "./rule-glob.ts";

/** How a matcher's argument is read. */
type Reading = GlobOptions | "path" | "flags" | "truth";

interface MatcherType {
  kind: FactKind;
  /** Any of these values may match. */
  names: readonly string[];
  reading: Reading;
}

const EXACT: GlobOptions = { ignoreCase: false };
const TEXT: GlobOptions = { ignoreCase: true };

const of = (kind: FactKind, reading: Reading, ...names: string[]): MatcherType => ({ kind, names, reading });

const TYPES: ReadonlyMap<string, MatcherType> = new Map([
  ["type", of("exception", EXACT, "type")],
  ["value", of("exception", TEXT, "value")],
  // An exception's value is a message to most people.
  ["message", of("message", TEXT, "message", "value")],
  ["logger", of("log", EXACT, "logger")],
  ["level", of("log", TEXT, "level")],
  ["module", of("frame", EXACT, "module")],
  ["function", of("frame", EXACT, "function")],
  ["path", of("frame", "path", "path", "filename")],
  ["package", of("frame", "path", "package")],
  ["app", of("frame", "truth", "app")],
  ["family", of("family", "flags", "family")],
  ["sdk", of("sdk", "flags", "sdk")],
  ["release", of("release", "path", "release")],
  ["thread.id", of("thread", TEXT, "id")],
  ["thread.name", of("thread", TEXT, "name")],
  ["thread.state", of("thread", TEXT, "state")],
  ["thread.crashed", of("thread", "truth", "crashed")],
  ["thread.current", of("thread", "truth", "current")],
]);

const SYNONYMS: ReadonlyMap<string, string> = new Map([
  ["error.type", "type"],
  ["error.value", "value"],
  ["stack.module", "module"],
  ["stack.function", "function"],
  ["stack.abs_path", "path"],
  ["stack.package", "package"],
]);

/** One condition of a fingerprint rule, ready to run. */
export interface FingerprintMatcher {
  kind: FactKind;
  matches: (fact: Fact) => boolean;
}

/** What a matcher of this name looks at; undefined when there is none. */
export const matcherType = (name: string): MatcherType | undefined =>
  name.startsWith("tags.") ? of("tags", EXACT, name) : TYPES.get(SYNONYMS.get(name) ?? name);

/** A condition with its argument compiled; null when the argument cannot be read. */
export function compileMatcher(type: MatcherType, argument: string, negated: boolean): FingerprintMatcher | null {
  const test = compileTest(type.reading, argument);
  if (test === null) return null;
  const matches = (fact: Fact): boolean => type.names.some((name) => fact[name] !== undefined && test(fact[name]));
  return { kind: type.kind, matches: negated ? (fact) => !matches(fact) : matches };
}

type Test = (value: FactValue) => boolean;

function compileTest(reading: Reading, argument: string): Test | null {
  if (reading === "truth") return truthTest(argument);
  if (reading === "flags") {
    const flags = argument.split(",");
    return (value) => flags.includes("all") || flags.includes(String(value));
  }
  if (reading === "path") {
    const glob = compilePathGlob(argument);
    return glob && ((value) => typeof value === "object" && glob(value));
  }
  const glob = compileGlob(argument, reading);
  return glob && ((value) => glob(String(value)));
}

const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ["1", true],
  ["yes", true],
  ["true", true],
  ["0", false],
  ["no", false],
  ["false", false],
]);

function truthTest(argument: string): Test | null {
  const expected = TRUTHS.get(argument.toLowerCase());
  return expected === undefined ? null : (value) => value === expected;
}

/** Matchers with those of one kind made one, as they must hold for one and the same fact. */
export function joined(matchers: readonly FingerprintMatcher[]): FingerprintMatcher[] {
  const kinds = new Set(matchers.map(({ kind }) => kind));
  return [...kinds].map((kind) => {
    const [only, ...more] = matchers.filter((matcher) => matcher.kind === kind).map(({ matches }) => matches);
    return { kind, matches: (fact) => only?.(fact) === true && more.every((matches) => matches(fact)) };
  });
}

/** Whether each of joined matchers has a fact that it holds for. */
export const allMatch = (matchers: readonly FingerprintMatcher[], facts: Facts): boolean =>
  matchers.every(({ kind, matches }) => facts(kind).some(matches));
