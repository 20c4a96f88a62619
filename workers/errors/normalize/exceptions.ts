import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import type { Exception, Mechanism } from "../event/event.ts";
import { defined } from "../json.ts";
import { boundedObject } from "./bounded-json.ts";
import { readStackTrace } from "./frames.ts";
import { MESSAGE_CHARS } from "./message.ts";
import type { Notes } from "./notes.ts";
import { clip, readCount, readFlag, readText } from "./text.ts";
import { readValues } from "./values.ts";

/** Exceptions past this are cut from the beginning: the one thrown is at the end. */
export const EXCEPTIONS = 50;
export const TYPE_CHARS = 256;
const MECHANISM_BOUND = { depth: 5, chars: 2_048 };

/** A chain of exceptions; undefined when none has a type, a value or a stack trace. */
export function readExceptions(
  value: Json | undefined,
  platform: string,
  notes: Notes,
): { values: Exception[] } | undefined {
  const values = readValues(value)
    .slice(-EXCEPTIONS)
    .map((sent) => withType(readException(sent, platform, notes)))
    .filter((exception) => exception.type ?? exception.value ?? exception.stacktrace);
  return values.length > 0 ? { values } : undefined;
}

function readException(sent: JsonObject, platform: string, notes: Notes): Exception {
  return defined<Exception>({
    type: readText(sent.type, TYPE_CHARS, "exception.type", notes),
    value: readValue(sent.value),
    module: readText(sent.module, TYPE_CHARS, "exception.module", notes),
    thread_id: readThreadId(sent.thread_id),
    mechanism: readMechanism(sent.mechanism, notes),
    stacktrace: readStackTrace(sent.stacktrace ?? sent["sentry.interfaces.Stacktrace"], platform, notes),
    raw_stacktrace: readStackTrace(sent.raw_stacktrace, platform, notes),
  });
}

const TYPED_VALUE = /^([\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]+):([^\n]*)$/u;

/** A value such as `TypeError: x is undefined` of an exception without type begins with its type. */
function withType(exception: Exception): Exception {
  const [, type, value = ""] = exception.type ? [] : (TYPED_VALUE.exec(exception.value ?? "") ?? []);
  if (type === undefined) return exception;
  const rest = { ...exception, type };
  if (value.trim() === "") delete rest.value;
  else rest.value = value.trim();
  return rest;
}

/** Clients throw objects too: their value is then the object as JSON. */
function readValue(value: Json | undefined): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return clip(value, MESSAGE_CHARS);
  const bounded = boundedObject({ value }, { depth: 6, chars: MESSAGE_CHARS });
  return clip(JSON.stringify(bounded?.value ?? null), MESSAGE_CHARS);
}

/** A thread's id, which clients give as a number or a text. */
export function readThreadId(value: Json | undefined): number | string | undefined {
  if (typeof value === "string" && value !== "") return clip(value, TYPE_CHARS);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function readMechanism(value: Json | undefined, notes: Notes): Mechanism | undefined {
  const sent = typeof value === "string" ? { type: value } : value;
  if (!isObject(sent)) return undefined;
  const text = (name: string) => readText(sent[name], TYPE_CHARS, `mechanism.${name}`, notes);
  return defined<Mechanism>({
    type: text("type") ?? "generic",
    handled: readFlag(sent.handled),
    synthetic: readFlag(sent.synthetic),
    source: text("source"),
    exception_id: readCount(sent.exception_id),
    parent_id: readCount(sent.parent_id),
    is_exception_group: readFlag(sent.is_exception_group),
    help_link: text("help_link"),
    description: readText(sent.description, MESSAGE_CHARS, "mechanism.description", notes),
    data: boundedObject(sent.data, MECHANISM_BOUND),
    meta: boundedObject(sent.meta, MECHANISM_BOUND),
  });
}
