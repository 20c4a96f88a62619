import { isObject, type Json, type JsonObject } from "../../kit/json.ts";
import type { Frame, StackTrace } from "../event/event.ts";
import { boundedObject } from "./bounded-json.ts";
import { framePaths } from "./frame-path.ts";
import { functionName } from "./function-name.ts";
import type { Notes } from "./notes.ts";
import { clip, readCount, readText } from "./text.ts";

/** Frames past this are cut from the beginning: the crash is at the end. */
export const FRAMES = 250;
/** How many frames of a stack trace keep their variables and surrounding lines. */
export const DETAILED_FRAMES = 50;
export const FUNCTION_CHARS = 512;
export const FILENAME_CHARS = 256;
export const PATH_CHARS = 2_048;
export const MODULE_CHARS = 256;
export const LINE_CHARS = 1_024;
export const CONTEXT_LINES = 20;
export const VARS_BOUND = { depth: 5, chars: 2_048 };
const DATA_BOUND = { depth: 3, chars: 1_024 };
const ADDRESS_CHARS = 64;

/** A stack trace from `{frames}` or a bare list of frames; undefined when no frame is left. */
export function readStackTrace(value: Json | undefined, platform: string, notes: Notes): StackTrace | undefined {
  const sent = isObject(value) ? value.frames : value;
  if (!Array.isArray(sent)) return undefined;
  const all = sent.filter(isObject);
  if (all.length === 0) return undefined;
  const kept = all.slice(-FRAMES);
  const frames = kept.map((frame) => readFrame(frame, platform, notes));
  for (const index of detailed(frames)) addDetails(frames[index], kept[index]);
  const stacktrace: StackTrace = { frames };
  const omitted = all.length > FRAMES ? [0, all.length - FRAMES - 1] : isObject(value) ? value.frames_omitted : null;
  if (Array.isArray(omitted)) {
    const [first, last] = omitted.map(readCount);
    if (first !== undefined && last !== undefined) stacktrace.frames_omitted = [first, last];
  }
  return stacktrace;
}

function readFrame(sent: JsonObject, platform: string, notes: Notes): Frame {
  const frame: Frame = {};
  const { filename, path } = framePaths(sent, platform);
  const file = readText(filename, FILENAME_CHARS, "frame.filename", notes);
  if (file !== undefined) frame.filename = file;
  const absolute = readText(path, PATH_CHARS, "frame.abs_path", notes);
  if (absolute !== undefined) frame.abs_path = absolute;
  const module = readText(sent.module, MODULE_CHARS, "frame.module", notes);
  if (module !== undefined) frame.module = module;
  const packaged = readText(sent.package, MODULE_CHARS, "frame.package", notes);
  if (packaged !== undefined) frame.package = packaged;
  const own = readText(sent.platform, ADDRESS_CHARS, "frame.platform", notes);
  if (own !== undefined) frame.platform = own;
  addFunction(frame, sent, own ?? platform, notes);
  const line = readCount(sent.lineno);
  if (line !== undefined) frame.lineno = line;
  const column = readCount(sent.colno);
  if (column !== undefined) frame.colno = column;
  if (typeof sent.context_line === "string") frame.context_line = clip(sent.context_line, LINE_CHARS);
  const address = readText(sent.instruction_addr, ADDRESS_CHARS, "frame.instruction_addr", notes);
  if (address !== undefined) frame.instruction_addr = address;
  if (typeof sent.in_app === "boolean") frame.in_app = sent.in_app;
  const data = boundedObject(sent.data, DATA_BOUND);
  if (data !== undefined) frame.data = data;
  return frame;
}

/** The function's name; beside it, where that is shorter, what the client sent. A `?` is no name. */
function addFunction(frame: Frame, sent: JsonObject, platform: string, notes: Notes): void {
  const called = readText(sent.function, FUNCTION_CHARS, "frame.function", notes);
  const raw = readText(sent.raw_function, FUNCTION_CHARS, "frame.raw_function", notes);
  if (raw !== undefined) frame.raw_function = raw;
  if (called === undefined || called === "?") return;
  frame.function = raw === undefined ? functionName(called, platform) : called;
  if (frame.function !== called) frame.raw_function = called;
}

/** What explains a frame but does not identify it, and takes most of an event's room. */
function addDetails(frame: Frame | undefined, sent: JsonObject | undefined): void {
  if (frame === undefined || sent === undefined) return;
  const before = readLines(sent.pre_context, true);
  if (before !== undefined) frame.pre_context = before;
  const after = readLines(sent.post_context, false);
  if (after !== undefined) frame.post_context = after;
  const vars = boundedObject(readVars(sent.vars), VARS_BOUND);
  if (vars !== undefined) frame.vars = vars;
}

/** Some clients send variables as a list; its indices are then their names. */
const readVars = (value: Json | undefined): Json | undefined => (Array.isArray(value) ? { ...value } : value);

/** The lines nearest to the frame's own. */
function readLines(value: Json | undefined, nearestLast: boolean): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const nearest = nearestLast ? value.slice(-CONTEXT_LINES) : value.slice(0, CONTEXT_LINES);
  return nearest.map((line) => (typeof line === "string" ? clip(line, LINE_CHARS) : ""));
}

/**
 * Indices of the frames that keep their details: all of a short stack trace; of a long one the application's frames
 * first, then the outermost and innermost of the others, half and half.
 */
function detailed(frames: Frame[]): number[] {
  const all = [...frames.keys()];
  if (frames.length <= DETAILED_FRAMES) return all;
  const own = all.filter((index) => frames[index]?.in_app === true);
  if (own.length >= DETAILED_FRAMES) return ends(own, DETAILED_FRAMES);
  const others = all.filter((index) => frames[index]?.in_app !== true);
  return [...own, ...ends(others, DETAILED_FRAMES - own.length)];
}

/** `count` elements from both ends of a list, the odd one from its end. */
function ends(list: number[], count: number): number[] {
  const first = Math.floor(count / 2);
  return [...list.slice(0, first), ...list.slice(list.length - (count - first))];
}
