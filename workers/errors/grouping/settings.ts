import { DEFAULT_CONFIG } from "./config.ts";

/** What a project says about its grouping; compiled once by `compileGrouping`. */
export type GroupingSettings = {
  /** Stack trace rules, one a line; they run after the built-in ones. */
  stackTraceRules: string;
  /** Fingerprint rules, one a line; they are asked before the built-in ones. */
  fingerprintRules: string;
  grouping: GroupingVersions;
};

/** The config in force and, while a project moves over from another one, that one. */
export type GroupingVersions = {
  config: string;
  /** Its hashes find the issues that it made, for events that arrive before `untilMs`. */
  previous: { config: string; untilMs: number } | null;
};

/** A new project's. */
export const DEFAULT_GROUPING: GroupingSettings = {
  stackTraceRules: "",
  fingerprintRules: "",
  grouping: { config: DEFAULT_CONFIG.id, previous: null },
};

/** Most characters of one rules text. */
export const MAX_RULES_LENGTH = 65_536;
