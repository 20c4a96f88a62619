import type { Json } from "../../kit/json.ts";
import type { Level } from "../event/event.ts";

const LEVELS: ReadonlyMap<string, Level> = new Map([
  ["fatal", "fatal"],
  ["critical", "fatal"],
  ["error", "error"],
  ["warning", "warning"],
  ["warn", "warning"],
  ["info", "info"],
  ["log", "info"],
  ["debug", "debug"],
]);

/** Python's numbers, which the oldest clients send. */
const NUMBERS: ReadonlyMap<number, Level> = new Map([
  [10, "debug"],
  [20, "info"],
  [30, "warning"],
  [40, "error"],
  [50, "fatal"],
]);

/** A level by its name, another client's name for it, or its number; undefined when it is none. */
export function readLevel(value: Json | undefined): Level | undefined {
  if (typeof value === "string") return LEVELS.get(value) ?? LEVELS.get(value.toLowerCase());
  return typeof value === "number" ? NUMBERS.get(value) : undefined;
}
