import type { Frame } from "../../../workers/errors/event/event.ts";

/** One line of source around a frame. */
export interface SourceLine {
  /** Null when the frame has no line number. */
  number: number | null;
  text: string;
  failing: boolean;
}

/** Lines shown before and after the failing one: seven in all. */
export const LINES_AROUND = 3;

/** The failing line and up to three on each side; more when asked for everything that the event has. */
export function sourceLines(frame: Frame, everything = false): SourceLine[] {
  if (frame.context_line === undefined) return [];
  const before = frame.pre_context ?? [];
  const after = frame.post_context ?? [];
  const pre = everything ? before : before.slice(-LINES_AROUND);
  const post = everything ? after : after.slice(0, LINES_AROUND);
  const at = frame.lineno ?? null;
  const line = (text: string, offset: number): SourceLine => ({
    number: at === null ? null : at + offset,
    text,
    failing: offset === 0,
  });
  return [
    ...pre.map((text, index) => line(text, index - pre.length)),
    line(frame.context_line, 0),
    ...post.map((text, index) => line(text, index + 1)),
  ];
}

/** True when the event has more lines than the seven. */
export const hasMoreSource = (frame: Frame): boolean =>
  (frame.pre_context?.length ?? 0) > LINES_AROUND || (frame.post_context?.length ?? 0) > LINES_AROUND;
