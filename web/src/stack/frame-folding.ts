import type { Frame, StackTrace } from "../../../workers/errors/event/event.ts";

/** A stack as it is shown: frames of the application one by one, the libraries' between them as one. */
export type FrameGroup =
  | { kind: "frame"; frame: Frame /** Position in the event. */; index: number }
  | { kind: "library"; frames: { frame: Frame; index: number }[] }
  | { kind: "omitted"; count: number };

export type StackOrder = "newest" | "oldest";

/**
 * Folds runs of library frames. The frame that threw always stands alone, so that one sees where it ended; when no frame
 * is the application's, nothing tells them apart and all stand alone.
 */
export function foldFrames(trace: StackTrace, order: StackOrder): FrameGroup[] {
  const anyOwn = trace.frames.some((frame) => frame.in_app === true);
  const last = trace.frames.length - 1;
  const groups: FrameGroup[] = [];
  const [omittedFrom = -1, omittedTo = -1] = trace.frames_omitted ?? [];
  for (const [index, frame] of trace.frames.entries()) {
    if (index === omittedFrom) groups.push({ kind: "omitted", count: omittedTo - omittedFrom + 1 });
    const previous = groups.at(-1);
    if (frame.in_app === true || index === last || !anyOwn) groups.push({ kind: "frame", frame, index });
    else if (previous?.kind === "library") previous.frames.push({ frame, index });
    else groups.push({ kind: "library", frames: [{ frame, index }] });
  }
  if (order === "oldest") return groups;
  return groups
    .toReversed()
    .map((group) => (group.kind === "library" ? { ...group, frames: group.frames.toReversed() } : group));
}

/** Whether a frame opens by itself: the application's frames with source, up to a number that still can be read. */
export function opensItself(frame: Frame, index: number, trace: StackTrace): boolean {
  if (frame.context_line === undefined) return false;
  const own = trace.frames.flatMap((each, at) => (each.in_app ? [at] : []));
  if (own.length === 0) return index === trace.frames.length - 1;
  return own.slice(-MAX_OPEN_FRAMES).includes(index);
}

export const MAX_OPEN_FRAMES = 6;
