import type { Json, JsonObject } from "../../kit/json.ts";
import type { Breadcrumb } from "../event/event.ts";
import { boundedObject } from "./bounded-json.ts";
import { readLevel } from "./level.ts";
import { MESSAGE_CHARS } from "./message.ts";
import type { Notes } from "./notes.ts";
import { readText } from "./text.ts";
import { parseTimestamp } from "./timestamps.ts";
import { readValues } from "./values.ts";

/** Breadcrumbs past this are cut from the beginning: the latest tell most. */
export const BREADCRUMBS = 100;
export const CATEGORY_CHARS = 128;
export const BREADCRUMB_BOUND = { depth: 5, chars: 2_048 };

/** Breadcrumbs, oldest first, their times shifted by the clocks' drift in seconds; undefined when there are none. */
export function readBreadcrumbs(
  value: Json | undefined,
  drift: number,
  notes: Notes,
): { values: Breadcrumb[] } | undefined {
  const values = readValues(value).slice(-BREADCRUMBS);
  return values.length > 0 ? { values: values.map((sent) => readBreadcrumb(sent, drift, notes)) } : undefined;
}

function readBreadcrumb(sent: JsonObject, drift: number, notes: Notes): Breadcrumb {
  const breadcrumb: Breadcrumb = {};
  const timestamp = parseTimestamp(sent.timestamp);
  if (timestamp !== null) breadcrumb.timestamp = Math.max(timestamp + drift, 0);
  const type = readText(sent.type, CATEGORY_CHARS, "breadcrumb.type", notes);
  if (type !== undefined) breadcrumb.type = type;
  const category = readText(sent.category, CATEGORY_CHARS, "breadcrumb.category", notes);
  if (category !== undefined) breadcrumb.category = category;
  const level = readLevel(sent.level);
  if (level !== undefined) breadcrumb.level = level;
  const message = readText(sent.message, MESSAGE_CHARS, "breadcrumb.message", notes);
  if (message !== undefined) breadcrumb.message = message;
  const data = boundedObject(sent.data, BREADCRUMB_BOUND);
  if (data !== undefined) breadcrumb.data = data;
  return breadcrumb;
}
