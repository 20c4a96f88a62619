import type { Exception, Frame, StackTrace, Thread } from "../event/event.ts";

/** A chain of exceptions in Sentry's shape. */
export const exceptionsJson = (exceptions: readonly Exception[]) => ({
  values: exceptions.map((exception) => ({
    type: exception.type ?? null,
    value: exception.value ?? null,
    module: exception.module ?? null,
    threadId: exception.thread_id ?? null,
    mechanism: exception.mechanism ?? null,
    stacktrace: stackJson(exception.stacktrace),
    rawStacktrace: stackJson(exception.raw_stacktrace),
  })),
  hasSystemFrames: exceptions.some(({ stacktrace }) => hasBoth(stacktrace)),
  excOmitted: null,
});

/** Threads in Sentry's shape. */
export const threadsJson = (threads: readonly Thread[]) => ({
  values: threads.map((thread) => ({
    id: thread.id ?? null,
    name: thread.name ?? null,
    crashed: thread.crashed ?? null,
    current: thread.current ?? null,
    state: thread.state ?? null,
    stacktrace: stackJson(thread.stacktrace),
    rawStacktrace: null,
  })),
});

/** A stack trace in Sentry's shape; null when there is none. */
export const stackJson = (stack: StackTrace | undefined) =>
  stack === undefined
    ? null
    : {
        frames: stack.frames.map(frameJson),
        framesOmitted: stack.frames_omitted ?? null,
        hasSystemFrames: hasBoth(stack),
        registers: null,
      };

const frameJson = (frame: Frame) => ({
  filename: frame.filename ?? null,
  absPath: frame.abs_path ?? null,
  module: frame.module ?? null,
  package: frame.package ?? null,
  platform: frame.platform ?? null,
  function: frame.function ?? null,
  rawFunction: frame.raw_function ?? null,
  lineNo: frame.lineno ?? null,
  colNo: frame.colno ?? null,
  inApp: frame.in_app ?? false,
  context: contextOf(frame),
  vars: frame.vars ?? null,
  instructionAddr: frame.instruction_addr ?? null,
  symbol: null,
  symbolAddr: null,
  trust: null,
  errors: null,
});

/** The lines around the frame's own, each with its number; empty when the number is not known. */
function contextOf({ lineno, pre_context = [], context_line, post_context = [] }: Frame): [number, string][] {
  if (lineno === undefined || context_line === undefined) return [];
  const first = lineno - pre_context.length;
  return [...pre_context, context_line, ...post_context].map((line, i) => [first + i, line]);
}

/** Sentry offers to hide the system's frames only where there are others. */
const hasBoth = (stack: StackTrace | undefined): boolean => {
  const frames = stack?.frames ?? [];
  return frames.some((frame) => frame.in_app) && frames.some((frame) => !frame.in_app);
};
