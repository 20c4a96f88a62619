import type { EffectKind } from "./effect.ts";
import type { EffectEnding, EffectOrder } from "./effect-order.ts";
import { allocateNumber } from "./invoice/allocate-number.ts";

/** Carries out one kind of effect. Throwing is a `retry`. */
export type EffectHandler = (env: Env, order: EffectOrder) => Promise<EffectEnding>;

const HANDLERS: Partial<Record<EffectKind, EffectHandler>> = { "allocate-number": allocateNumber };

/** Carries out an effect of an account's object. What nobody carries out is parked, where people see it. */
export async function carryOut(env: Env, order: EffectOrder): Promise<EffectEnding> {
  const handler = HANDLERS[order.effect.kind];
  return handler ? handler(env, order) : { kind: "park", because: `Nothing carries out ${order.effect.kind}.` };
}
