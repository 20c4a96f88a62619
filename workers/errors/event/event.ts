import type { Json, JsonObject } from "../../kit/json.ts";

/** One stack frame. Outermost call first in a stack trace, the crashing frame last. */
export interface Frame {
  filename?: string;
  abs_path?: string;
  module?: string;
  package?: string;
  function?: string;
  raw_function?: string;
  platform?: string;
  lineno?: number;
  colno?: number;
  pre_context?: string[];
  context_line?: string;
  post_context?: string[];
  in_app?: boolean;
  /** What the client said of `in_app`, where stack trace rules say otherwise; null when it said nothing. */
  client_in_app?: boolean | null;
  vars?: JsonObject;
  instruction_addr?: string;
  data?: JsonObject;
}

export interface StackTrace {
  frames: Frame[];
  /** `[first, last]` indices of frames that a limit removed. */
  frames_omitted?: [number, number];
}

export interface Mechanism {
  type: string;
  handled?: boolean;
  synthetic?: boolean;
  source?: string;
  exception_id?: number;
  parent_id?: number;
  is_exception_group?: boolean;
  help_link?: string;
  description?: string;
  data?: JsonObject;
  meta?: JsonObject;
}

/** One exception of a chain. Oldest cause first, the thrown exception last. */
export interface Exception {
  type?: string;
  value?: string;
  module?: string;
  thread_id?: number | string;
  mechanism?: Mechanism;
  stacktrace?: StackTrace;
  raw_stacktrace?: StackTrace;
}

export interface Thread {
  id?: number | string;
  name?: string;
  crashed?: boolean;
  current?: boolean;
  state?: string;
  stacktrace?: StackTrace;
}

export interface Breadcrumb {
  /** Epoch seconds, fractional. */
  timestamp?: number;
  type?: string;
  category?: string;
  level?: Level;
  message?: string;
  data?: JsonObject;
}

export interface User {
  id?: string;
  email?: string;
  username?: string;
  ip_address?: string;
  name?: string;
  geo?: JsonObject;
  data?: JsonObject;
}

export interface RequestFacts {
  url?: string;
  method?: string;
  query_string?: [string, string][];
  data?: Json;
  cookies?: [string, string][];
  headers?: [string, string][];
  env?: JsonObject;
  fragment?: string;
  inferred_content_type?: string;
}

export type Level = "fatal" | "error" | "warning" | "info" | "debug";

/** What an event is about: an exception or message, or a browser's security report. */
export type EventType = "error" | "default" | "csp" | "hpkp" | "expectct" | "expectstaple";

/** A note on what normalisation changed: the path of the value and what was wrong with it. */
export interface EventError {
  type: string;
  name?: string;
  value?: Json;
  reason?: string;
}

/**
 * An event after normalisation: every list is a list, every limit holds, personal data is scrubbed. This is the shape
 * that grouping reads, that is stored, and that the console shows. Field names are the protocol's.
 */
export interface NormalEvent {
  event_id: string;
  type: EventType;
  /** Epoch seconds, fractional, after correction of clock drift. */
  timestamp: number;
  /** Epoch seconds, fractional; when the server got it. */
  received: number;
  platform: string;
  level: Level;
  logger?: string;
  transaction?: string;
  server_name?: string;
  environment?: string;
  release?: string;
  dist?: string;
  culprit?: string;
  fingerprint?: string[];
  checksum?: string;
  logentry?: { message?: string; formatted?: string; params?: Json };
  exception?: { values: Exception[] };
  /** The `exception_id` of the exception that names the issue, when grouping says that it is not the last one. */
  main_exception_id?: number;
  /** What a fingerprint rule calls the event, instead of the title that it would have. */
  title?: string;
  threads?: { values: Thread[] };
  /** Legacy top-level stack trace. */
  stacktrace?: StackTrace;
  breadcrumbs?: { values: Breadcrumb[] };
  user?: User;
  request?: RequestFacts;
  contexts?: { [name: string]: JsonObject };
  /** Client's tags, then the derived ones (level, environment, release, browser, os, …), unique by key. */
  tags: [string, string][];
  extra?: JsonObject;
  modules?: { [name: string]: string };
  sdk?: {
    name?: string;
    version?: string;
    integrations?: string[];
    packages?: { name?: string; version?: string }[];
    settings?: JsonObject;
  };
  debug_meta?: JsonObject;
  csp?: JsonObject;
  hpkp?: JsonObject;
  expectct?: JsonObject;
  expectstaple?: JsonObject;
  errors?: EventError[];
  /** Fields that the protocol does not name, kept as they came, within limits. */
  other?: JsonObject;
}
