import { FINGERPRINT_PARTS } from "../normalize/fingerprint.ts";
import type { Facts } from "./event-fact.ts";
import { allMatch, compileMatcher, type FingerprintMatcher, joined, matcherType } from "./fingerprint-matcher.ts";
import type { RuleFault } from "./rule-fault.ts";
import { LineFault, RuleLine } from "./rule-line.ts";

/** Most rules of one text, and conditions of one rule. */
export const MAX_FINGERPRINT_RULES = 500;
export const MAX_MATCHERS = 20;

/** A line such as `error.type:DatabaseDown -> database, {{ transaction }} title="Database down"`. */
export interface FingerprintRule {
  /** Counts from 1. */
  line: number;
  /** Whether the rule ships with the server. */
  builtIn: boolean;
  /** One for each kind of fact. */
  matchers: readonly FingerprintMatcher[];
  /** Entries as a client would send them. */
  fingerprint: readonly string[];
  /** With variables in it; null leaves the event its own title. */
  title: string | null;
}

/** The rules of a text, and what is wrong with the lines that are none. */
export interface FingerprintRules {
  rules: FingerprintRule[];
  faults: RuleFault[];
}

/** Reads rules, one a line. Blank lines and lines that start with `#` say nothing. */
export function parseFingerprintRules(text: string, builtIn = false): FingerprintRules {
  const parsed: FingerprintRules = { rules: [], faults: [] };
  for (const [index, content] of text.split(/\r\n|[\r\n]/).entries()) {
    const line = new RuleLine(content, index + 1);
    if (line.ended) continue;
    try {
      if (parsed.rules.length === MAX_FINGERPRINT_RULES) {
        line.fail(`A project has ${MAX_FINGERPRINT_RULES} fingerprint rules at most.`);
      }
      parsed.rules.push(parseRule(line, builtIn));
    } catch (error) {
      if (!(error instanceof LineFault)) throw error;
      parsed.faults.push(error.fault);
    }
  }
  return parsed;
}

/** The first rule whose conditions all hold. */
export const firstMatch = (rules: readonly FingerprintRule[], facts: Facts): FingerprintRule | undefined =>
  rules.find(({ matchers }) => allMatch(matchers, facts));

function parseRule(line: RuleLine, builtIn: boolean): FingerprintRule {
  const matchers: FingerprintMatcher[] = [];
  while (line.read(/->/y) === null) {
    if (line.ended) line.fail("A rule goes on with -> and a fingerprint.");
    if (matchers.length === MAX_MATCHERS) line.fail(`A rule has ${MAX_MATCHERS} conditions at most.`);
    matchers.push(parseMatcher(line));
  }
  if (matchers.length === 0) line.fail("A rule starts with a condition, such as error.type:TypeError.", 0);
  return { line: line.number, builtIn, matchers: joined(matchers), ...parseFingerprint(line) };
}

function parseMatcher(line: RuleLine): FingerprintMatcher {
  const negated = line.read(/!/y) !== null;
  const at = line.mark();
  const name = line.read(/"([a-zA-Z0-9_.:-]+)"(?=:)/y) ?? line.read(/[a-zA-Z0-9_.-]+(?=:)/y);
  if (name === null) line.fail("A condition is a name, a colon and a pattern, such as error.type:TypeError.");
  const type = matcherType(name);
  if (type === undefined) line.fail(`There is no condition ${name}.`, at);
  if (line.read(/:(?=\S)/y) === null) line.fail(`The condition ${name} has no pattern after its colon.`);
  const argumentAt = line.mark();
  const argument = line.readQuoted() ?? line.read(/\S+/y) ?? "";
  const matcher = compileMatcher(type, argument, negated);
  if (matcher !== null) return matcher;
  return line.fail(
    type.reading === "truth" ? "This is yes or no." : "A bracket of this pattern is not closed.",
    argumentAt,
  );
}

function parseFingerprint(line: RuleLine): Pick<FingerprintRule, "fingerprint" | "title"> {
  const fingerprint: string[] = [];
  let title: string | null = null;
  while (!line.ended) {
    const at = line.mark();
    const attribute = line.read(/([a-zA-Z0-9_.-]+)=(?=")/y);
    const quoted = line.readQuoted();
    if (attribute === null) fingerprint.push(quoted ?? line.read(/\{\{\s*\S+\s*\}\}|[^\s{,]+/y) ?? line.fail(NO_ENTRY));
    else if (attribute !== "title") line.fail(`There is no attribute ${attribute}; there is title.`, at);
    else title = quoted ?? line.fail("The quote is not closed.");
    if (fingerprint.length > FINGERPRINT_PARTS)
      line.fail(`A fingerprint has ${FINGERPRINT_PARTS} entries at most.`, at);
    line.read(/,/y);
  }
  if (fingerprint.length === 0) line.fail("A fingerprint has one entry at least after ->.");
  return { fingerprint, title };
}

const NO_ENTRY = "An entry is a word, a text in quotes or a variable such as {{ default }}.";
