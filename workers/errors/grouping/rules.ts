import { BUILT_IN_FINGERPRINT_RULES } from "./built-in-fingerprint-rules.ts";
import { configOf, DEFAULT_CONFIG, type GroupingConfig } from "./config.ts";
import { type FingerprintRule, parseFingerprintRules } from "./fingerprint-rule.ts";
import type { RuleFault } from "./rule-fault.ts";
import { type StackTraceRules, stackTraceRules } from "./rule-set.ts";
import type { GroupingSettings } from "./settings.ts";
import { parseStackTraceRules } from "./stack-trace-rule-parser.ts";

/** A config with a project's own rules. */
export interface GroupingVersion {
  config: GroupingConfig;
  /** The config's, then the project's own. */
  stackTraceRules: StackTraceRules;
}

/** A project's grouping, ready to run: all work that does not depend on an event is done. */
export interface GroupingRules {
  current: GroupingVersion;
  /** The config that the project leaves; it holds for events received before `untilMs`. */
  previous: (GroupingVersion & { untilMs: number }) | null;
  /** The project's own, then the built-in ones; the first that matches decides. */
  fingerprintRules: readonly FingerprintRule[];
}

/** Compiled settings that an isolate keeps; most projects have the same ones. */
const MAX_COMPILED = 500;

const compiled = new Map<string, GroupingRules>();

/** Compiles a project's settings, each once. Lines that are no rules are left out; the settings form refuses them. */
export function compileGrouping(settings: GroupingSettings): GroupingRules {
  const key = JSON.stringify([settings.stackTraceRules, settings.fingerprintRules, settings.grouping]);
  const known = compiled.get(key);
  if (known) return known;
  if (compiled.size >= MAX_COMPILED) compiled.clear();
  const rules = compile(settings);
  compiled.set(key, rules);
  return rules;
}

function compile({ grouping, fingerprintRules, ...settings }: GroupingSettings): GroupingRules {
  const own = stackTraceRules(parseStackTraceRules(settings.stackTraceRules).rules, false);
  const left = grouping.previous && configOf(grouping.previous.config);
  return {
    current: versionOf(configOf(grouping.config) ?? DEFAULT_CONFIG, own),
    previous: left && grouping.previous ? { ...versionOf(left, own), untilMs: grouping.previous.untilMs } : null,
    fingerprintRules: [...parseFingerprintRules(fingerprintRules).rules, ...BUILT_IN_FINGERPRINT_RULES],
  };
}

const versionOf = (config: GroupingConfig, own: StackTraceRules): GroupingVersion => ({
  config,
  stackTraceRules: {
    classifying: [...config.stackTraceRules.classifying, ...own.classifying],
    selecting: [...config.stackTraceRules.selecting, ...own.selecting],
  },
});

/** Faults that are told of one text: who has more has pasted something else. */
export const MAX_FAULTS = 20;

/** What is wrong with the rules of settings, by field: the first few of each text. */
export type RuleFaults = { [Field in "stackTraceRules" | "fingerprintRules"]: RuleFault[] };

/** Reads both rules texts for what is wrong with them. */
export const faultsOf = (settings: Pick<GroupingSettings, keyof RuleFaults>): RuleFaults => ({
  stackTraceRules: parseStackTraceRules(settings.stackTraceRules).faults.slice(0, MAX_FAULTS),
  fingerprintRules: parseFingerprintRules(settings.fingerprintRules).faults.slice(0, MAX_FAULTS),
});
