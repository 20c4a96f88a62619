import type { FrameMarks, FrameNames, RuleException } from "./rule-frame.ts";

/** Whether a frame's names are of the kind that a rule is about. */
export type NamesMatcher = (names: FrameNames) => boolean;
/** Whether the marks of the frame at `index`, or of one beside it, are. */
export type MarksMatcher = (stack: RuleStack, index: number) => boolean;
export type ExceptionMatcher = (exception: RuleException) => boolean;

/** A stack trace as rules see it. */
export interface RuleStack {
  readonly exception: RuleException;
  readonly marks: readonly FrameMarks[];
  /** The names of a frame; for rules about what is beside a frame. */
  names(index: number): FrameNames;
}

/** The frame itself, those that it called (toward the crash), or those that led to it. */
export type Range = "self" | "toward-crash" | "away-from-crash";

/** Turns a flag of frames on or off: `app` whether they are the application's own, `group` whether they count. */
export interface FlagAction {
  flag: "app" | "group";
  on: boolean;
  range: Range;
}

/** A line of stack trace rules, parsed and compiled. */
export interface StackTraceRule {
  /** The line, as it is shown. */
  text: string;
  builtIn: boolean;
  exceptionMatchers: readonly ExceptionMatcher[];
  namesMatchers: readonly NamesMatcher[];
  marksMatchers: readonly MarksMatcher[];
  appActions: readonly FlagAction[];
  groupActions: readonly FlagAction[];
  category: string | null;
  /** Most frames that count, nearest to the crash; 0 for all. */
  maxFrames: number | null;
  /** Fewest frames that a stack trace must have to count. */
  minFrames: number | null;
}

/** Says what a frame is: in the application or not, and of which category. */
export const isClassifying = (rule: StackTraceRule): boolean => rule.appActions.length > 0 || rule.category !== null;

/** Says what counts. */
export const isSelecting = (rule: StackTraceRule): boolean =>
  rule.groupActions.length > 0 || rule.maxFrames !== null || rule.minFrames !== null;

/** Indices from and before which an action of the frame at `index` changes frames. */
export function rangeOf(action: FlagAction, index: number, length: number): [from: number, to: number] {
  switch (action.range) {
    case "self":
      return [index, index + 1];
    case "toward-crash":
      return [index + 1, length];
    case "away-from-crash":
      return [0, index];
  }
}
