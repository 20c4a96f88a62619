import { crashFrame } from "../event/crash-frame.ts";
import type { Frame, NormalEvent } from "../event/event.ts";

const VARIABLE = /^\{\{\s*(\S+)\s*\}\}$/;

/** The name in `{{ name }}`; null when the entry is not a variable. */
export const variableName = (entry: string): string | null => VARIABLE.exec(entry)?.[1] ?? null;

type Reader = (event: NormalEvent) => string | undefined;

const ofFrame =
  (read: (frame: Frame) => string | undefined): Reader =>
  (event) => {
    const frame = crashFrame(event);
    return frame && read(frame);
  };

const transaction: Reader = (event) => event.transaction;
const message: Reader = (event) => messageOf(event);
const type: Reader = (event) => event.exception?.values.at(-1)?.type;
const value: Reader = (event) => event.exception?.values.at(-1)?.value;
const functionName = ofFrame((frame) => frame.function);
const path = ofFrame((frame) => frame.abs_path || frame.filename);
const filename = ofFrame((frame) => frame.filename || frame.abs_path);
const module = ofFrame((frame) => frame.module);
const packageName = ofFrame((frame) => frame.package?.split(/[/\\]/).at(-1));

/** Reader and the text that stands for an absent value, by the variable's name. */
const VARIABLES: ReadonlyMap<string, [Reader, string]> = new Map([
  ["transaction", [transaction, "<no-transaction>"]],
  ["message", [message, "<no-message>"]],
  ["raw_message", [message, "<no-message>"]],
  ["type", [type, "<no-type>"]],
  ["error.type", [type, "<no-type>"]],
  ["value", [value, "<no-value>"]],
  ["error.value", [value, "<no-value>"]],
  ["raw_value", [value, "<no-value>"]],
  ["error.raw_value", [value, "<no-value>"]],
  ["function", [functionName, "<no-function>"]],
  ["stack.function", [functionName, "<no-function>"]],
  ["path", [path, "<no-abs-path>"]],
  ["stack.abs_path", [path, "<no-abs-path>"]],
  ["stack.filename", [filename, "<no-filename>"]],
  ["module", [module, "<no-module>"]],
  ["stack.module", [module, "<no-module>"]],
  ["package", [packageName, "<no-package>"]],
  ["stack.package", [packageName, "<no-package>"]],
  ["level", [(event) => event.level, "<no-level>"]],
  ["logger", [(event) => event.logger, "<no-logger>"]],
  ["release", [(event) => event.release, "<no-release>"]],
]);

/** Whether there is a variable of this name. */
export const isVariable = (name: string): boolean => name.startsWith("tags.") || VARIABLES.has(name);

/** What a variable stands for in this event. Absent values and unknown names have texts of their own. */
export function resolveVariable(name: string, event: NormalEvent): string {
  if (name.startsWith("tags.")) return tagValue(name.slice("tags.".length), event);
  const [read, absent] = VARIABLES.get(name) ?? [() => undefined, `<unrecognized-variable-${name}>`];
  return read(event) || absent;
}

const PLACE = /\{\{\s*(\S+)\s*\}\}/g;

/** A text with the variables in it filled in, as they came: a title is read by people. */
export const fillIn = (template: string, event: NormalEvent): string =>
  template.replace(PLACE, (_, name: string) => resolveVariable(name, event));

const tagValue = (key: string, event: NormalEvent): string =>
  event.tags.find(([name]) => name === key)?.[1] ?? `<no-value-for-tag-${key}>`;

/** The message of an event, or the main exception's value. */
const messageOf = (event: NormalEvent): string | undefined =>
  event.logentry?.formatted || event.logentry?.message || event.exception?.values.at(-1)?.value;

/** Every text of an event that is a message: a fingerprint that repeats one is compared as a message is. */
export function messagesOf(event: NormalEvent): (string | undefined)[] {
  const values = event.exception?.values.map((exception) => exception.value) ?? [];
  return [event.logentry?.message, event.logentry?.formatted, ...values];
}
