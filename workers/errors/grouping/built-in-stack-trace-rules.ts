import { DUTY_CATEGORIES, NEIGHBOUR_CATEGORIES } from "./built-in/duty-category.ts";
import { FRAMEWORKS } from "./built-in/framework.ts";
import { CATEGORY_FRAMES, DART_FRAMES, NATIVE_FRAMES } from "./built-in/native-frame.ts";
import { PLATFORM_CATEGORIES, THREAD_BASES } from "./built-in/platform-category.ts";
import { SCRIPT_FRAMES } from "./built-in/script-frame.ts";
import type { StackTraceRule } from "./stack-trace-rule.ts";
import { parseStackTraceRules } from "./stack-trace-rule-parser.ts";

/** The rules of `all-platforms:2026-01-20`: what frames are, then which are in-app and which count. */
export function builtInRules(): readonly StackTraceRule[] {
  const text = [
    ...PLATFORM_CATEGORIES,
    ...THREAD_BASES,
    ...DUTY_CATEGORIES,
    ...NEIGHBOUR_CATEGORIES,
    ...FRAMEWORKS,
    ...NATIVE_FRAMES,
    ...DART_FRAMES,
    ...CATEGORY_FRAMES,
    ...SCRIPT_FRAMES,
  ].join("\n");
  const { rules, faults } = parseStackTraceRules(text, true);
  if (faults.length > 0) throw new Error(`Built-in rules: ${JSON.stringify(faults)}`);
  return rules;
}
