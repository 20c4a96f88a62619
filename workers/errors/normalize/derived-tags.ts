import type { JsonObject } from "../../kit/json.ts";
import type { NormalEvent, User } from "../event/event.ts";
import { TAG_VALUE_CHARS } from "./tags.ts";
import { clip } from "./text.ts";

/** The tags that an event's own fields give, so that they can be searched like any other. */
export function derivedTags(event: Omit<NormalEvent, "tags">): Map<string, string> {
  const tags = new Map<string, string>();
  const add = (key: string, value: unknown) => {
    const text = typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
    if (text !== "") tags.set(key, clip(text, TAG_VALUE_CHARS));
  };
  add("level", event.level);
  add("environment", event.environment);
  add("release", event.release);
  add("dist", event.dist);
  add("user", event.user && userTag(event.user));
  add("transaction", event.transaction);
  add("url", event.request?.url);
  add("server_name", event.server_name);
  add("logger", event.logger);
  addVersioned(add, "browser", event.contexts?.browser);
  addVersioned(add, "os", event.contexts?.os);
  addVersioned(add, "client_os", event.contexts?.client_os);
  addVersioned(add, "runtime", event.contexts?.runtime);
  add("device", event.contexts?.device?.model);
  add("device.family", event.contexts?.device?.family);
  addMechanism(add, event);
  add("trace", event.contexts?.trace?.trace_id);
  add("replayId", event.contexts?.replay?.replay_id);
  return tags;
}

type Add = (key: string, value: unknown) => void;

/** Two tags: with the version and without. */
function addVersioned(add: Add, name: string, context: JsonObject | undefined): void {
  if (typeof context?.name !== "string") return;
  add(name, typeof context.version === "string" ? `${context.name} ${context.version}` : context.name);
  add(`${name}.name`, context.name);
}

/** Whether the exception that was thrown, the last one, was caught by the application, and what caught it. */
function addMechanism(add: Add, event: Omit<NormalEvent, "tags">): void {
  const mechanism = event.exception?.values.at(-1)?.mechanism;
  if (mechanism === undefined) return;
  add("mechanism", mechanism.type);
  if (mechanism.handled !== undefined) add("handled", mechanism.handled ? "yes" : "no");
}

/** What identifies a user best, with its kind. */
function userTag(user: User): string | undefined {
  if (user.id !== undefined) return `id:${user.id}`;
  if (user.username !== undefined) return `username:${user.username}`;
  if (user.email !== undefined) return `email:${user.email}`;
  return user.ip_address === undefined ? undefined : `ip:${user.ip_address}`;
}
