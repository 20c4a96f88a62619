import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import type { NormalEvent } from "../event/event.ts";
import { boundedObject, isKey } from "./bounded-json.ts";
import type { Notes } from "./notes.ts";
import { readUserAgent } from "./user-agent.ts";

export const CONTEXTS = 50;
export const CONTEXT_BOUND = { depth: 7, chars: 16_384 };

type Contexts = NonNullable<NormalEvent["contexts"]>;

/** The contexts by name, each within its own bound so that a large one leaves the others alone. */
export function readContexts(value: Json | undefined, notes: Notes): Contexts {
  const contexts: Contexts = {};
  if (!isObject(value)) return contexts;
  let count = 0;
  for (const name in value) {
    const sent = value[name];
    if (sent === null || sent === undefined || !isKey(name)) continue;
    const context = boundedObject(sent, CONTEXT_BOUND);
    if (!isObject(sent) || count === CONTEXTS) {
      notes.add("invalid_data", `contexts.${name}`, undefined, isObject(sent) ? "too many contexts" : "not an object");
    } else if (context !== undefined) {
      contexts[name] = context;
      count += 1;
    }
  }
  return contexts;
}

/**
 * Adds what a browser's `User-Agent` tells, where the client itself did not. The system of a client that is not the
 * browser itself stays apart from the server's, as `client_os`.
 */
export function addClientContexts(contexts: Contexts, userAgent: string, platform: string): void {
  const { browser, os, device } = readUserAgent(userAgent);
  addMissing(contexts, "browser", browser);
  addMissing(contexts, platform === "javascript" ? "os" : "client_os", os);
  addMissing(contexts, "device", device);
}

function addMissing(contexts: Contexts, name: string, facts: JsonObject | undefined): void {
  if (facts !== undefined && !(name in contexts))
    contexts[name] = { ...facts, type: name === "client_os" ? "os" : name };
}
