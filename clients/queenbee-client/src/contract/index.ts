import { CALLBACK_CHECKS } from "./callback-check.ts";
import { type Check, LIFE_CHECKS } from "./life-check.ts";
import { PLAN_CHECKS } from "./plan-check.ts";

export { FakeQueenbee } from "./fake-queenbee.ts";
export type { Check } from "./life-check.ts";
export type { Shown, Subject } from "./subject.ts";

/** Everything that Queenbee counts on in a product, for its own suite: `for (const { name, run } of CONTRACT) test(name, () => run(subject()))`. */
export const CONTRACT: readonly Check[] = [...LIFE_CHECKS, ...CALLBACK_CHECKS, ...PLAN_CHECKS];
