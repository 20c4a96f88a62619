import { RULES_2023, RULES_2026 } from "./built-in-stack-trace-rules.ts";
import type { ConfigId } from "./config-id.ts";
import type { StackTraceRules } from "./rule-set.ts";

/** A version of the grouping rules, under Sentry's name for it. Published ones never change: a change is a new one. */
export interface GroupingConfig {
  readonly id: ConfigId;
  /** They run before a project's own. */
  readonly stackTraceRules: StackTraceRules;
  /** The stack trace comes before the exception's type and value in the hash, not behind them. */
  readonly stackTraceFirst: boolean;
  /** A script frame without function, alone in its stack, does not count when it has a URL; else when it has none. */
  readonly dropsLoneUrlFrames: boolean;
  /** The numbers with which Python's multiprocessing starts a process count. */
  readonly keepsSpawnNumbers: boolean;
  /** A variable that does not exist stays in a fingerprint as it is written. */
  readonly keepsUnknownVariables: boolean;
}

/** The config of new projects. */
export const DEFAULT_CONFIG: GroupingConfig = {
  id: "newstyle:2026-01-20",
  stackTraceRules: RULES_2026,
  stackTraceFirst: false,
  dropsLoneUrlFrames: false,
  keepsSpawnNumbers: false,
  keepsUnknownVariables: false,
};

/** What Sentry's projects had before; for those that bring their issues along. */
const WINTER_2023: GroupingConfig = {
  id: "newstyle:2023-01-11",
  stackTraceRules: RULES_2023,
  stackTraceFirst: true,
  dropsLoneUrlFrames: true,
  keepsSpawnNumbers: true,
  keepsUnknownVariables: true,
};

const CONFIGS: ReadonlyMap<string, GroupingConfig> = new Map<string, GroupingConfig>(
  [DEFAULT_CONFIG, WINTER_2023].map((config) => [config.id, config]),
);

/** The config of this id; undefined when there is none. */
export const configOf = (id: string): GroupingConfig | undefined => CONFIGS.get(id);
