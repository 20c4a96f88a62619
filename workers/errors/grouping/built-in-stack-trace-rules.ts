import {
  DUTY_CATEGORIES,
  NEIGHBOUR_CATEGORIES,
  NESTED_CATEGORIES,
  SPAWN_CATEGORIES,
} from "./built-in/duty-category.ts";
import { FRAMEWORKS } from "./built-in/framework.ts";
import {
  APPLICATION_FRAMES,
  CATEGORY_FRAMES,
  CATEGORY_FRAMES_2023,
  DART_FRAMES,
  DART_FRAMES_2023,
  RAISING_FRAMES,
  UNIX_FRAMES,
  UNIX_FRAMES_2023,
} from "./built-in/native-frame.ts";
import { LINUX_CATEGORIES, PLATFORM_CATEGORIES, THREAD_BASES } from "./built-in/platform-category.ts";
import { SCRIPT_FRAMES } from "./built-in/script-frame.ts";
import { type StackTraceRules, stackTraceRules } from "./rule-set.ts";
import { parseStackTraceRules } from "./stack-trace-rule-parser.ts";

/** The rules of `all-platforms:2026-01-20`: what frames are, then which are in-app and which count. */
export const RULES_2026: StackTraceRules = compile([
  ...LINUX_CATEGORIES,
  ...PLATFORM_CATEGORIES,
  ...THREAD_BASES,
  ...DUTY_CATEGORIES,
  ...SPAWN_CATEGORIES,
  ...NESTED_CATEGORIES,
  ...NEIGHBOUR_CATEGORIES,
  ...FRAMEWORKS,
  ...APPLICATION_FRAMES,
  ...UNIX_FRAMES,
  ...RAISING_FRAMES,
  ...DART_FRAMES,
  ...CATEGORY_FRAMES,
  ...SCRIPT_FRAMES,
]);

/** The rules of `all-platforms:2023-01-11`, where categories come behind the rules that do not need them. */
export const RULES_2023: StackTraceRules = compile([
  ...APPLICATION_FRAMES,
  ...UNIX_FRAMES_2023,
  ...RAISING_FRAMES,
  ...DART_FRAMES_2023,
  ...PLATFORM_CATEGORIES,
  ...THREAD_BASES,
  ...DUTY_CATEGORIES,
  ...NESTED_CATEGORIES,
  ...CATEGORY_FRAMES_2023,
  ...NEIGHBOUR_CATEGORIES,
  ...FRAMEWORKS,
  ...SCRIPT_FRAMES,
]);

function compile(lines: readonly string[]): StackTraceRules {
  const { rules, faults } = parseStackTraceRules(lines.join("\n"), true);
  if (faults.length > 0) throw new Error(`Built-in rules: ${JSON.stringify(faults)}`);
  return stackTraceRules(rules, true);
}
