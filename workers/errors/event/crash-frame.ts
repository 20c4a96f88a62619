import type { Frame, NormalEvent } from "./event.ts";

/** The innermost in-app frame of the event's main stack, or the innermost of all; undefined when there is no stack. */
export function crashFrame(event: NormalEvent): Frame | undefined {
  const frames = mainFrames(event);
  return frames.findLast((frame) => frame.in_app) ?? frames.at(-1);
}

function mainFrames(event: NormalEvent): readonly Frame[] {
  const threads = event.threads?.values ?? [];
  const candidates = [
    event.exception?.values.at(-1)?.stacktrace,
    event.stacktrace,
    threads.length === 1 ? threads[0]?.stacktrace : undefined,
  ];
  return candidates.find((stacktrace) => stacktrace && stacktrace.frames.length > 0)?.frames ?? [];
}
