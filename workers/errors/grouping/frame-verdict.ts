import type { Exception, Frame, NormalEvent, StackTrace } from "../event/event.ts";
import { clientMarks, type FrameMarks, type RuleException, UNKNOWN_NAME } from "./rule-frame.ts";
import { lazyNames, type RuleSet } from "./rule-set.ts";
import { type RuleStack, rangeOf, type StackTraceRule } from "./stack-trace-rule.ts";

/** What the rules say of a stack trace's frames. */
export interface StackVerdict {
  frames: readonly Frame[];
  platform: string;
  stack: RuleStack;
  /** By frame the rule that decided whether it is in-app; absent where the client's word holds. */
  inAppRules: readonly (StackTraceRule | undefined)[];
}

/** The verdicts of one event, by its stack traces. */
export type StackVerdicts = ReadonlyMap<StackTrace, StackVerdict>;

const NO_EXCEPTION: RuleException = { type: UNKNOWN_NAME, value: UNKNOWN_NAME, mechanism: UNKNOWN_NAME };

/** Applies the rules that say what frames are to every stack trace of an event. */
export function classifyFrames(event: NormalEvent, sets: readonly RuleSet[]): StackVerdicts {
  const verdicts = new Map<StackTrace, StackVerdict>();
  const add = (stacktrace: StackTrace | undefined, exception: RuleException) => {
    if (stacktrace) verdicts.set(stacktrace, classify(stacktrace.frames, exception, event.platform, sets));
  };
  for (const one of event.exception?.values ?? []) add(one.stacktrace, ruleException(one));
  for (const one of event.threads?.values ?? []) add(one.stacktrace, NO_EXCEPTION);
  add(event.stacktrace, NO_EXCEPTION);
  return verdicts;
}

const ruleException = ({ type, value, mechanism }: Exception): RuleException => ({
  type: type || UNKNOWN_NAME,
  value: value || UNKNOWN_NAME,
  mechanism: mechanism?.type || UNKNOWN_NAME,
});

function classify(
  frames: readonly Frame[],
  exception: RuleException,
  platform: string,
  sets: readonly RuleSet[],
): StackVerdict {
  const marks = frames.map(clientMarks);
  const stack: RuleStack = { exception, marks, names: lazyNames(frames, platform) };
  const inAppRules = new Array<StackTraceRule | undefined>(frames.length);
  for (const set of sets) {
    set.run(frames, platform, stack, (rule, found) => {
      for (const index of found) mark(rule, index, marks, inAppRules);
    });
  }
  return { frames, platform, stack, inAppRules };
}

function mark(
  rule: StackTraceRule,
  index: number,
  marks: readonly FrameMarks[],
  inAppRules: (StackTraceRule | undefined)[],
): void {
  for (const action of rule.appActions) {
    const [from, to] = rangeOf(action, index, marks.length);
    for (let at = from; at < to; at += 1) {
      const frame = marks[at];
      if (!frame || frame.inApp === action.on) continue;
      frame.inApp = action.on;
      inAppRules[at] = rule;
    }
  }
  const own = marks[index];
  if (own && rule.category !== null) own.category = rule.category;
}

/** Writes into an event what the rules say of its frames, beside what the client said where that was other. */
export function adoptVerdicts(verdicts: StackVerdicts): void {
  for (const { frames, stack } of verdicts.values()) {
    for (const [index, frame] of frames.entries()) {
      const inApp = stack.marks[index]?.inApp ?? false;
      const said = frame.client_in_app === undefined ? frame.in_app : (frame.client_in_app ?? undefined);
      frame.in_app = inApp;
      if ((said ?? false) !== inApp) frame.client_in_app = said ?? null;
      else if (frame.client_in_app !== undefined) delete frame.client_in_app;
    }
  }
}
