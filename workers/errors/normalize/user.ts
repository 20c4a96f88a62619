import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import type { User } from "../event/event.ts";
import { defined } from "../json.ts";
import { boundedObject, isKey } from "./bounded-json.ts";
import type { Notes } from "./notes.ts";
import { readText } from "./text.ts";

export const USER_CHARS = 128;
export const EMAIL_CHARS = 254;
export const USER_DATA_BOUND = { depth: 5, chars: 2_048 };

const AUTO = "{{auto}}";
const NAMED = new Set(["id", "email", "username", "ip_address", "name", "geo", "data"]);
/** Clients on a person's own machine, whose request comes from the person's own address. */
const PERSONAL_PLATFORMS = new Set(["javascript", "cocoa", "objc"]);

/** Where the user's address can be taken from when the client leaves that to the server. */
export interface AddressSource {
  platform: string;
  remoteIp: string | null;
  /** `sdk.settings.infer_ip`: `never` forbids it; without a word, only clients on a person's machine allow it. */
  inferIp: Json | undefined;
}

/** The user; fields that the protocol does not name go into `data`. Undefined when nothing is known. */
export function readUser(value: Json | undefined, source: AddressSource, notes: Notes): User | undefined {
  const sent = isObject(value) ? value : {};
  const user = defined<User>({
    id: readText(sent.id, USER_CHARS, "user.id", notes),
    email: readText(sent.email, EMAIL_CHARS, "user.email", notes),
    username: readText(sent.username, USER_CHARS, "user.username", notes),
    ip_address: readAddress(sent.ip_address, source, notes),
    name: readText(sent.name, USER_CHARS, "user.name", notes),
    geo: boundedObject(sent.geo, USER_DATA_BOUND),
    data: boundedObject(otherFields(sent), USER_DATA_BOUND),
  });
  for (const _ in user) return user;
  return undefined;
}

function readAddress(value: Json | undefined, source: AddressSource, notes: Notes): string | undefined {
  if (value === AUTO) return source.inferIp === "never" ? undefined : (source.remoteIp ?? undefined);
  if (value === undefined || value === null || value === "") return inferred(source);
  if (typeof value === "string" && isAddress(value)) return value;
  notes.add("invalid_data", "user.ip_address", value, "expected an IP address");
  return undefined;
}

function inferred(source: AddressSource): string | undefined {
  const allowed =
    source.inferIp === "auto" || (source.inferIp === undefined && PERSONAL_PLATFORMS.has(source.platform));
  return allowed ? (source.remoteIp ?? undefined) : undefined;
}

/** IPv4 or IPv6, closely enough to tell an address from other text. */
function isAddress(text: string): boolean {
  const fours = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (fours !== null) return fours.slice(1).every((part) => Number(part) <= 255);
  return text.length <= 45 && /^[0-9a-f:]*:[0-9a-f:.]*$/i.test(text);
}

function otherFields(sent: JsonObject): JsonObject {
  const fields: JsonObject = isObject(sent.data) ? { ...sent.data } : {};
  for (const key in sent) {
    const value = sent[key];
    if (!NAMED.has(key) && isKey(key) && value !== undefined && value !== null) fields[key] = value;
  }
  return fields;
}
