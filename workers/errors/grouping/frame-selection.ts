import type { StackVerdict } from "./frame-verdict.ts";
import type { RuleSet } from "./rule-set.ts";
import { rangeOf, type StackTraceRule } from "./stack-trace-rule.ts";

/** Whether a frame counts after all rules, and why if a rule decided. */
export interface FrameSelection {
  contributes: boolean;
  hint: string | null;
}

/** Which frames of a stack trace count, and whether they are enough. */
export interface StackSelection {
  frames: readonly FrameSelection[];
  contributes: boolean;
  hint: string | null;
}

/** A rule about what counts and the frames that it is about. */
type Application = readonly [rule: StackTraceRule, frames: readonly number[]];

/** The rules about what counts that apply to a stack trace. */
export function selectingRules({ frames, platform, stack }: StackVerdict, sets: readonly RuleSet[]): Application[] {
  const applications: Application[] = [];
  for (const set of sets) set.run(frames, platform, stack, (rule, found) => applications.push([rule, found]));
  return applications;
}

/** Applies rules about what counts. `own` tells of each frame whether it counts by itself. */
export function selectFrames(own: readonly boolean[], applications: readonly Application[]): StackSelection {
  const frames = own.map((contributes): FrameSelection => ({ contributes, hint: null }));
  let most: StackTraceRule | null = null;
  let fewest: StackTraceRule | null = null;
  for (const [rule, found] of applications) {
    for (const index of found) applyGroupActions(rule, frames, index);
    if (rule.maxFrames !== null) most = rule;
    if (rule.minFrames !== null) fewest = rule;
  }
  if (most) keepNearest(frames, most);
  const count = frames.filter(({ contributes }) => contributes).length;
  const tooFew = fewest !== null && count > 0 && count < (fewest.minFrames ?? 0);
  return {
    frames,
    contributes: count > 0 && !tooFew,
    hint: fewest && tooFew ? `ignored because fewer than ${fewest.minFrames} frames count, by ${named(fewest)}` : null,
  };
}

function applyGroupActions(rule: StackTraceRule, frames: readonly FrameSelection[], index: number): void {
  for (const action of rule.groupActions) {
    const [from, to] = rangeOf(action, index, frames.length);
    for (const frame of frames.slice(from, to)) {
      if (frame.contributes === action.on) continue;
      frame.contributes = action.on;
      frame.hint = `${action.on ? "counted" : "ignored"} by ${named(rule)}`;
    }
  }
}

/** Of the frames that count, only those nearest to the crash still do. */
function keepNearest(frames: readonly FrameSelection[], rule: StackTraceRule): void {
  const most = rule.maxFrames ?? 0;
  if (most === 0) return;
  const counting = frames.filter(({ contributes }) => contributes);
  for (const frame of counting.slice(0, Math.max(0, counting.length - most))) {
    frame.contributes = false;
    frame.hint = `ignored because only ${most} frames count, by ${named(rule)}`;
  }
}

/** A rule as explanations name it. */
export const named = ({ builtIn, text }: StackTraceRule): string =>
  `${builtIn ? "built-in" : "own"} stack trace rule (${text})`;
