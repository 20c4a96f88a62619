import type { Exception, Frame } from "../../../workers/errors/event/event.ts";

/** Where a frame is, as people look for it: its file, else its module, else its binary. */
export const frameFile = (frame: Frame): string =>
  frame.filename ?? frame.abs_path ?? frame.module ?? frame.package ?? "unknown file";

/** Line and column behind the file: `:41:12`, empty when unknown. */
export function framePosition(frame: Frame): string {
  if (frame.lineno === undefined) return frame.instruction_addr ? ` at ${frame.instruction_addr}` : "";
  return frame.colno === undefined ? `:${frame.lineno}` : `:${frame.lineno}:${frame.colno}`;
}

/** What was running: the function, else a word for code outside of any. */
export const frameFunction = (frame: Frame): string => frame.function ?? frame.raw_function ?? "top level";

/** A chain of exceptions as plain text, thrown one first, newest frame first: for mails and tickets. */
export function stackText(exceptions: readonly Exception[]): string {
  return exceptions
    .toReversed()
    .map((exception, index) => {
      const head = `${index > 0 ? "Caused by: " : ""}${exceptionTitle(exception)}`;
      const frames = exception.stacktrace?.frames.toReversed() ?? [];
      return [head, ...frames.map((f) => `    at ${frameFunction(f)} (${frameFile(f)}${framePosition(f)})`)].join("\n");
    })
    .join("\n");
}

/** `TypeError: x is undefined`, with what there is of it. */
export function exceptionTitle(exception: Exception): string {
  if (!exception.type) return exception.value ?? "Unnamed exception";
  return exception.value ? `${exception.type}: ${exception.value}` : exception.type;
}
