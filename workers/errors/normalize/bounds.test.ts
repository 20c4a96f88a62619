import { expect, it } from "vitest";
import type { Json, JsonObject } from "../../kit/json.ts";
import type { NormalEvent } from "../event/event.ts";
import type { Bound } from "./bounded-json.ts";
import { BREADCRUMB_BOUND } from "./breadcrumbs.ts";
import { CONTEXT_BOUND } from "./contexts.ts";
import { DEBUG_META_BOUND, EXTRA_BOUND, normalizeEvent, OTHER_BOUND, REPORT_BOUND } from "./event.ts";
import { VARS_BOUND } from "./frames.ts";
import { PARAMS_BOUND } from "./message.ts";
import { ENV_BOUND } from "./request.ts";
import { BODY_BOUND } from "./request-body.ts";
import { USER_DATA_BOUND } from "./user.ts";

/** What `{ a: text }` costs beside the text. */
const OVERHEAD = 20;

it.each<[string, Bound, (value: Json) => JsonObject, (event: NormalEvent) => unknown]>([
  ["extra", EXTRA_BOUND, (extra) => ({ extra }), (event) => event.extra],
  ["a context", CONTEXT_BOUND, (state) => ({ contexts: { state } }), (event) => event.contexts?.state],
  ["debug metadata", DEBUG_META_BOUND, (debug_meta) => ({ debug_meta }), (event) => event.debug_meta],
  ["a report", REPORT_BOUND, (hpkp) => ({ hpkp }), (event) => event.hpkp],
  ["other fields", OTHER_BOUND, (other) => ({ other }), (event) => event.other],
  ["parameters", PARAMS_BOUND, (params) => ({ message: { message: "m", params } }), (event) => event.logentry?.params],
  ["a request's body", BODY_BOUND, (data) => ({ request: { data } }), (event) => event.request?.data],
  ["a request's environment", ENV_BOUND, (env) => ({ request: { env } }), (event) => event.request?.env],
  ["a user's data", USER_DATA_BOUND, (data) => ({ user: { data } }), (event) => event.user?.data],
  [
    "a breadcrumb's data",
    BREADCRUMB_BOUND,
    (data) => ({ breadcrumbs: [{ data }] }),
    (event) => event.breadcrumbs?.values[0]?.data,
  ],
  [
    "variables",
    VARS_BOUND,
    (vars) => ({ stacktrace: { frames: [{ vars }] } }),
    (event) => event.stacktrace?.frames[0]?.vars,
  ],
])("%s has room up to its bound", (_name, bound, send, read) => {
  const held = (value: Json) => read(normal(send(value)));
  const most = bound.chars - OVERHEAD;
  expect(held({ a: "x".repeat(most) })).toEqual({ a: "x".repeat(most) });
  expect(held({ a: "x".repeat(most + 1) })).toEqual({ a: `${"x".repeat(most - 3)}...` });
  expect(held(nested(bound.depth))).toEqual(nested(bound.depth));
  expect(JSON.stringify(held(nested(bound.depth + 1)))).toContain('"[Object]"');
});

/** `depth` objects within one another. */
const nested = (depth: number): JsonObject => (depth === 1 ? { a: 1 } : { a: nested(depth - 1) });

function normal(sent: JsonObject): NormalEvent {
  const settings = { scrubDefaults: true, scrubFields: [], safeFields: [], storeIpAddresses: true };
  const arrival = { eventId: "a".repeat(32), nowMs: 0, sentAtMs: null, remoteIp: null, userAgent: null, sdk: null };
  const event = normalizeEvent(sent, { ...arrival, settings });
  if (!event.ok) throw new Error(event.detail);
  return event.value;
}
