import { isObject, type Json } from "../../kit/json.ts";
import type { NormalEvent } from "../event/event.ts";
import { isKey } from "./bounded-json.ts";

/** Characters of all names and versions together. */
export const MODULES_CHARS = 8_192;

/** The application's packages and their versions, as many as there is room for. */
export function readModules(value: Json | undefined): NormalEvent["modules"] {
  if (!isObject(value)) return undefined;
  const modules: { [name: string]: string } = {};
  let left = MODULES_CHARS;
  for (const name in value) {
    const version = value[name];
    if (typeof version !== "string" || !isKey(name)) continue;
    left -= name.length + version.length;
    if (left < 0) break;
    modules[name] = version;
  }
  for (const _ in modules) return modules;
  return undefined;
}
