import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import type { NormalEvent, RequestFacts, StackTrace } from "./event.ts";
import { rulesOf, type ScrubRules, type ScrubSettings } from "./scrub-rules.ts";
import { FILTERED, withoutSecrets } from "./secret-text.ts";

export type { ScrubSettings } from "./scrub-rules.ts";

const ADDRESS_HEADERS = new Set([
  "X-Forwarded-For",
  "X-Real-Ip",
  "Forwarded",
  "True-Client-Ip",
  "Cf-Connecting-Ip",
  "X-Client-Ip",
  "Fastly-Client-Ip",
]);

/**
 * Scrubs an event in place, by the names of keys and by what values look like. Left alone are the parts that identify
 * code: frames but for their variables, modules, debug metadata, SDK and the event's own names.
 *
 * Paths, for safe fields: `extra.…`, `contexts.<name>.…`, `tags.<key>`, `user.…`, `request.headers.<name>`,
 * `breadcrumbs.data.…`, `vars.…`, `logentry.params.…`; lists add nothing to a path.
 */
export function scrubEvent(event: NormalEvent, settings: ScrubSettings): void {
  const rules = rulesOf(settings);
  const scrub = new Scrub(rules);
  if (event.logentry) scrub.members(event.logentry, "logentry");
  for (const exception of event.exception?.values ?? []) {
    if (exception.value !== undefined) exception.value = scrub.text(exception.value);
    if (exception.mechanism) scrub.members(exception.mechanism, "mechanism");
    scrubVars(exception.stacktrace, scrub);
    scrubVars(exception.raw_stacktrace, scrub);
  }
  for (const thread of event.threads?.values ?? []) scrubVars(thread.stacktrace, scrub);
  scrubVars(event.stacktrace, scrub);
  for (const breadcrumb of event.breadcrumbs?.values ?? []) {
    if (breadcrumb.message !== undefined) breadcrumb.message = scrub.text(breadcrumb.message);
    if (breadcrumb.data) scrub.members(breadcrumb.data, "breadcrumbs", "data");
  }
  if (event.user) scrub.members(event.user, "user");
  if (event.request) scrubRequest(event.request, scrub);
  for (const name in event.contexts) scrubContext(event.contexts, name, scrub, rules);
  if (event.extra) scrub.members(event.extra, "extra");
  if (event.other) scrub.members(event.other, "other");
  for (const report of [event.csp, event.hpkp, event.expectct, event.expectstaple]) {
    if (report) scrub.members(report, "report");
  }
  if (event.transaction !== undefined) event.transaction = scrub.text(event.transaction);
  scrub.pairs(event.tags, "tags");
  for (const note of event.errors ?? []) if (note.value !== undefined) scrubNote(note, scrub);
  if (!rules.keepIpAddresses) removeAddresses(event);
}

function scrubVars(stacktrace: StackTrace | undefined, scrub: Scrub): void {
  if (stacktrace === undefined) return;
  for (const frame of stacktrace.frames) if (frame.vars) scrub.members(frame.vars, "vars");
}

function scrubRequest(request: RequestFacts, scrub: Scrub): void {
  if (request.url !== undefined) request.url = scrub.text(request.url);
  if (request.fragment !== undefined) request.fragment = scrub.text(request.fragment);
  if (request.query_string) scrub.pairs(request.query_string, "request", "query_string");
  if (request.headers) scrub.pairs(request.headers, "request", "headers");
  if (request.cookies) scrub.pairs(request.cookies, "request", "cookies");
  if (request.env) scrub.members(request.env, "request", "env");
  if (request.data !== undefined) request.data = scrub.value(request.data, "request", "data");
}

/** A context has to stay an object, so one whose own name is a secret's keeps a single filtered value. */
function scrubContext(contexts: { [name: string]: JsonObject }, name: string, scrub: Scrub, rules: ScrubRules): void {
  const context = contexts[name];
  if (context === undefined) return;
  if (rules.isSecret(name)) contexts[name] = { value: FILTERED };
  else scrub.members(context, "contexts", name);
}

/** A note repeats a value that was left out, under the path where it was. */
function scrubNote(note: { name?: string; value?: Json }, scrub: Scrub): void {
  const holder: JsonObject = { [note.name ?? ""]: note.value ?? null };
  scrub.members(holder);
  note.value = holder[note.name ?? ""] ?? null;
}

function removeAddresses(event: NormalEvent): void {
  if (event.user) delete event.user.ip_address;
  if (event.request?.headers) {
    event.request.headers = event.request.headers.filter(([name]) => !ADDRESS_HEADERS.has(name));
  }
  if (event.request?.env) delete event.request.env.REMOTE_ADDR;
}

/** One walk over an event's values. The path is kept only for projects that have safe fields. */
class Scrub {
  readonly #rules: ScrubRules;
  readonly #path: string[] = [];

  constructor(rules: ScrubRules) {
    this.#rules = rules;
  }

  text(text: string): string {
    return this.#rules.values ? withoutSecrets(text) : text;
  }

  /** Scrubs the members of an object that stands at `at`, in place. */
  members(object: object, ...at: string[]): void {
    this.#below(at, () => this.#members(object as JsonObject)); // The parts of an event are plain JSON objects.
  }

  /** A value that stands at `at`, scrubbed; containers in place. */
  value(value: Json, ...at: string[]): Json {
    let scrubbed = value;
    this.#below(at, () => {
      scrubbed = this.#value(value);
    });
    return scrubbed;
  }

  /** Scrubs the values of pairs that stand at `at`, in place. */
  pairs(pairs: [string, string][], ...at: string[]): void {
    this.#below(at, () => {
      for (const pair of pairs) {
        const scrubbed = this.#named(pair[0], pair[1]);
        if (typeof scrubbed === "string") pair[1] = scrubbed;
      }
    });
  }

  #below(at: string[], walk: () => void): void {
    if (!this.#rules.hasSafeFields) {
      walk();
      return;
    }
    for (const name of at) this.#path.push(name.toLowerCase());
    if (!this.#rules.isSafe(this.#path)) walk();
    this.#path.length -= at.length;
  }

  #members(object: JsonObject): void {
    for (const key in object) {
      const value = object[key];
      if (value === undefined || value === null || typeof value === "boolean") continue;
      const scrubbed = this.#named(key, value);
      if (scrubbed !== value) object[key] = scrubbed;
    }
  }

  #named(key: string, value: Json): Json {
    if (!this.#rules.hasSafeFields) return this.#rules.isSecret(key) ? filtered(value) : this.#value(value);
    this.#path.push(key.toLowerCase());
    const safe = this.#rules.isSafe(this.#path);
    const scrubbed = safe ? value : this.#rules.isSecret(key) ? filtered(value) : this.#value(value);
    this.#path.pop();
    return scrubbed;
  }

  #value(value: Json): Json {
    if (typeof value === "string") return this.text(value);
    if (typeof value === "number") return this.#rules.values && isCard(value) ? FILTERED : value;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) value[index] = this.#value(value[index] ?? null);
    } else if (isObject(value)) {
      this.#members(value);
    }
    return value;
  }
}

/** The whole of what a secret's key holds goes; that something was there stays visible. */
const filtered = (value: Json): Json =>
  typeof value === "object" ? null : typeof value === "boolean" ? value : FILTERED;

/** Below this a number has too few digits, and times in milliseconds are below it too. */
const LEAST_CARD = 2e13;
const isCard = (value: number): boolean =>
  value >= LEAST_CARD && Number.isSafeInteger(value) && withoutSecrets(String(value)) === FILTERED;
