import type { Frame } from "../event/event.ts";
import { type FrameNames, frameNames, namesKey } from "./rule-frame.ts";
import { isClassifying, isSelecting, type RuleStack, type StackTraceRule } from "./stack-trace-rule.ts";

/** Frames whose rules are remembered; the same frames come again and again. */
const MAX_REMEMBERED = 2_000;

/** Rules that are tried one after the other on every frame of a stack trace. */
export class RuleSet {
  readonly #rules: readonly StackTraceRule[];
  readonly #remembered: Map<string, readonly number[]> | null;

  /** `remembers` is for the built-in rules, which are many and of which there is one set for all projects. */
  constructor(rules: readonly StackTraceRule[], remembers: boolean) {
    this.#rules = rules;
    this.#remembered = remembers ? new Map() : null;
  }

  /** Calls for each rule, in their order, with the frames that it is about. All are found before the call. */
  run(frames: readonly Frame[], platform: string, stack: RuleStack, visit: Visit): void {
    if (this.#rules.length === 0) return;
    const named = new Map<number, number[]>();
    for (const [index, frame] of frames.entries()) {
      for (const at of this.#named(frame, platform, () => stack.names(index))) {
        const indices = named.get(at);
        if (indices) indices.push(index);
        else named.set(at, [index]);
      }
    }
    // Few of the rules are about any of the frames.
    for (const at of [...named.keys()].sort((a, b) => a - b)) {
      const rule = this.#rules[at];
      if (!rule) continue;
      const found = (named.get(at) ?? []).filter((index) =>
        rule.marksMatchers.every((matches) => matches(stack, index)),
      );
      if (found.length > 0 && rule.exceptionMatchers.every((matches) => matches(stack.exception))) visit(rule, found);
    }
  }

  /** Places of the rules that a frame's names fit. */
  #named(frame: Frame, platform: string, names: () => FrameNames): readonly number[] {
    const key = this.#remembered ? namesKey(frame, platform) : "";
    const known = this.#remembered?.get(key);
    if (known) return known;
    const own = names();
    const fitting = [...this.#rules.keys()].filter((at) =>
      this.#rules[at]?.namesMatchers.every((matches) => matches(own)),
    );
    if (this.#remembered && this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered?.set(key, fitting);
    return fitting;
  }
}

type Visit = (rule: StackTraceRule, frames: readonly number[]) => void;

/** The rules of a config or a project by what they do. */
export interface StackTraceRules {
  classifying: readonly RuleSet[];
  selecting: readonly RuleSet[];
}

/** Rules in the order in which they were written. With `remember` a set keeps what it said of names that come again. */
export const stackTraceRules = (rules: readonly StackTraceRule[], remember: boolean): StackTraceRules => ({
  classifying: [new RuleSet(rules.filter(isClassifying), remember)],
  selecting: [new RuleSet(rules.filter(isSelecting), remember)],
});

/** A stack's names, each worked out when it is first asked for. */
export function lazyNames(frames: readonly Frame[], platform: string): (index: number) => FrameNames {
  const known: FrameNames[] = [];
  return (index) => {
    const frame = frames[index];
    if (!frame) throw new Error("A frame outside of its stack trace.");
    const names = known[index] ?? frameNames(frame, platform);
    known[index] = names;
    return names;
  };
}
