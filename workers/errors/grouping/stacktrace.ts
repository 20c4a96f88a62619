import type { Frame, StackTrace } from "../event/event.ts";
import { type Component, withheld } from "./component.ts";
import type { GroupingContext } from "./context.ts";
import { frameComponent } from "./frame.ts";
import { type FrameSelection, named, type StackSelection, selectFrames, selectingRules } from "./frame-selection.ts";
import type { StackVerdict } from "./frame-verdict.ts";
import { familyOf, isUrl } from "./platform.ts";

/** Both trees of a stack trace: `app` counts the frames of the own code, `system` all of them. */
export function stacktraceTrees(
  stacktrace: StackTrace,
  context: GroupingContext,
): { app: Component; system: Component } {
  const verdict = context.verdicts.get(stacktrace);
  if (!verdict) throw new Error("A stack trace that is not the event's.");
  const { frames } = stacktrace;
  const components = frames.map((frame, index) => frameInStack(frame, frames[index - 1], frames.length, context));
  const counting = components.map(({ contributes }) => contributes);
  const isOwn = verdict.stack.marks.map(({ inApp }) => inApp);
  const rules = selectingRules(verdict, context.stackTraceRules.selecting);
  const system = selectFrames(counting, rules);
  const app = selectFrames(
    counting.map((counts, index) => counts && isOwn[index] === true),
    rules,
  );
  // Sentry looks for own frames among those that count in the whole stack trace, not among those that count in `app`.
  const ownCount = system.frames.some(({ contributes }, index) => contributes && isOwn[index]);
  return {
    app: stacktraceComponent(appFrames(components, verdict, app), {
      contributes: app.contributes && ownCount,
      hint:
        app.hint ?? (isOwn.includes(true) || frames.length === 0 ? null : "ignored because it has no in-app frames"),
    }),
    system: stacktraceComponent(
      components.map((component, index) => selected(component, system.frames[index])),
      system,
    ),
  };
}

function stacktraceComponent(
  frames: readonly Component[],
  { contributes, hint }: Pick<StackSelection, "contributes" | "hint">,
): Component {
  const nothing =
    frames.length === 0 ? "ignored because it has no frames" : "ignored because none of its frames counts";
  return { id: "stacktrace", values: frames, contributes, hint: contributes ? null : (hint ?? nothing) };
}

/** A frame's component with what the rules say of it; it may count because of them alone. */
function selected(component: Component, selection: FrameSelection | undefined): Component {
  if (!selection || selection.hint === null) return component;
  return { ...component, contributes: selection.contributes, hint: selection.hint };
}

function appFrames(components: readonly Component[], verdict: StackVerdict, app: StackSelection): Component[] {
  return components.map((component, index) => {
    const rule = verdict.inAppRules[index];
    if (!verdict.stack.marks[index]?.inApp) {
      return withheld(component, rule ? `not in-app by ${named(rule)}` : "not an in-app frame");
    }
    const frame = selected(component, app.frames[index]);
    return rule ? { ...frame, hint: joined(`in-app by ${named(rule)}`, frame) } : frame;
  });
}

const joined = (why: string, { contributes, hint }: Component): string =>
  hint === null ? why : `${why} ${contributes ? "and" : "but"} ${hint}`;

function frameInStack(frame: Frame, previous: Frame | undefined, depth: number, context: GroupingContext): Component {
  const component = frameComponent(frame, context.event.platform, context.config);
  if (!component.contributes) return component;
  if (previous && isRecursion(frame, previous))
    return withheld(component, "ignored because it repeats the frame before");
  if (depth === 1 && isBare(frame, context)) {
    return withheld(component, "ignored because a place alone says too little");
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

/** A script frame without function, alone in its stack: every error of the script would look the same. */
function isBare(frame: Frame, { event, config }: GroupingContext): boolean {
  const family = familyOf(frame.platform ?? event.platform);
  if (family !== "javascript" || frame.function) return false;
  return isUrl(frame.abs_path) === config.dropsLoneUrlFrames;
}
