import type { Frame, StackTrace } from "../event.ts";
import { branch, type Component, withheld } from "./component.ts";
import type { GroupingContext } from "./context.ts";
import { frameComponent } from "./frame.ts";
import { familyOf, isUrl } from "./platform.ts";

/** Both trees of a stack trace: `app` counts the frames of the own code, `system` all of them. */
export function stacktraceTrees(
  stacktrace: StackTrace,
  context: GroupingContext,
): { app: Component; system: Component } {
  const frames = stacktrace.frames;
  const all = frames.map((frame, index) => frameInStack(frame, frames[index - 1], frames.length, context));
  const own = all.map((component, index) =>
    component.contributes && !frames[index]?.in_app ? withheld(component, "not an in-app frame") : component,
  );
  return {
    app: stacktraceComponent(own, appHint(frames)),
    system: stacktraceComponent(all, frames.length === 0 ? "ignored because it has no frames" : NO_FRAME_COUNTS),
  };
}

const NO_FRAME_COUNTS = "ignored because none of its frames counts";

function appHint(frames: readonly Frame[]): string {
  if (frames.length === 0) return "ignored because it has no frames";
  return frames.some((frame) => frame.in_app) ? NO_FRAME_COUNTS : "ignored because it has no in-app frames";
}

/** `hint` is for the case that nothing in it counts. */
function stacktraceComponent(frames: readonly Component[], hint: string): Component {
  const component = branch("stacktrace", frames);
  return component.contributes ? component : withheld(component, hint);
}

function frameInStack(frame: Frame, previous: Frame | undefined, depth: number, context: GroupingContext): Component {
  const component = frameComponent(frame, context.event.platform);
  if (!component.contributes) return component;
  if (previous && isRecursion(frame, previous))
    return withheld(component, "ignored because it repeats the frame before");
  if (depth === 1 && isBareUrl(frame, context)) {
    return withheld(component, "ignored because a URL alone says too little");
  }
  return component;
}

/** A function that calls itself shows as equal neighbours; how deep it went must not matter. */
function isRecursion(frame: Frame, previous: Frame): boolean {
  return (
    frame.lineno === previous.lineno &&
    frame.colno === previous.colno &&
    frame.function === previous.function &&
    frame.module === previous.module &&
    frame.filename === previous.filename &&
    frame.abs_path === previous.abs_path &&
    frame.package === previous.package
  );
}

/** A script's top level, the only frame of its stack: every error of the page would look the same. */
function isBareUrl(frame: Frame, context: GroupingContext): boolean {
  const family = familyOf(frame.platform ?? context.event.platform);
  return family === "javascript" && !frame.function && isUrl(frame.abs_path);
}
