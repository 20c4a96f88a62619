import type { Account, Waiver } from "../account/account.ts";
import { runningWaiver } from "../account/waiver.ts";
import { type Entitlements, type Plan, versionName } from "../catalogue/plan.ts";
import type { Subscription, SubscriptionStatus } from "../subscription/subscription.ts";
import { type EntitlementOverride, runningOverrides } from "./override.ts";

/** What of an account's books its entitlements follow from. */
export interface Holdings {
  account: Account;
  subscriptions: readonly Subscription[];
  waivers: readonly Waiver[];
  overrides: readonly EntitlementOverride[];
}

/** A version of a plan or add-on that an account has, and how many of it. */
export interface HeldPlan {
  id: string;
  /** The version's name, `ProV2`; what the books call it where the catalogue does not know it. */
  name: string;
  title: string;
  quantity: number;
}

/** What an account may use, and what it follows from. */
export interface Effective {
  comped: boolean;
  plan: HeldPlan | null;
  addOns: HeldPlan[];
  /** By name: a feature that is there or not, or a limit, null for none. */
  entitlements: Entitlements;
  /** Those that staff set by hand. */
  overridden: string[];
  /** When it will be another without anybody doing anything; null when nothing is known to come. */
  changesAtMs: number | null;
}

/** Plans of the account's product that no subscription names: what is free, and what a comp grants where it names none. */
export interface Fallback {
  free: Plan | null;
  best: Plan | null;
}

/** Subscriptions that entitle: one whose payment failed still does, until dunning freezes the account. */
export const ENTITLING = new Set<SubscriptionStatus>(["active", "trialing", "past-due"]);

interface Held {
  plan: Plan | null;
  seen: HeldPlan;
}

/** The ids of the plans by which `effectiveEntitlements` decides. */
export function namedPlanIds({ subscriptions, waivers }: Holdings, nowMs: number): string[] {
  const comp = runningWaiver(waivers, nowMs);
  return [...new Set([...(comp ? [comp.planId] : []), ...quantities(subscriptions).keys()])];
}

/**
 * What an account may use: the plan that its comp grants, else the plans that it bought, in the versions that it bought,
 * else what is free; with its add-ons as often as it has them. What staff set by hand overrides all. A cancelled account
 * is entitled to nothing.
 */
export function effectiveEntitlements(
  { account, subscriptions, waivers, overrides }: Holdings,
  plans: ReadonlyMap<string, Plan>,
  { free, best }: Fallback,
  nowMs: number,
): Effective {
  const comp = runningWaiver(waivers, nowMs);
  const running = runningOverrides(overrides, nowMs);
  const changesAtMs = nextChangeMs(subscriptions, comp, running, nowMs);
  if (account.cancelledMs !== null) {
    return { comped: false, plan: null, addOns: [], entitlements: {}, overridden: [], changesAtMs: null };
  }
  const held = heldPlans(subscriptions, plans);
  const addOns = held.filter(({ plan }) => plan?.kind === "add-on");
  const bought = held.filter(({ plan }) => plan?.kind !== "add-on");
  const main = comp ? [granted(comp, plans, best)] : bought.length > 0 ? bought : free ? [heldOf(free, 1)] : [];
  const entitlements = combined([
    ...main.map(({ plan, seen }) => ({ plan, seen: { ...seen, quantity: 1 } })),
    ...addOns,
  ]);
  for (const { name, value } of running) entitlements[name] = value;
  return {
    comped: comp !== null,
    plan: main[0]?.seen ?? null,
    addOns: addOns.map(({ seen }) => seen),
    entitlements,
    overridden: running.map(({ name }) => name),
    changesAtMs,
  };
}

/**
 * What several plans entitle to together: a feature that any of them has; limits added up, an add-on's as often as it is
 * held, none where one of them has none. Where one calls a limit what another calls a feature, the limit holds.
 */
function combined(held: readonly Held[]): Entitlements {
  const all: Entitlements = {};
  for (const { plan, seen } of held) {
    if (seen.quantity === 0) continue;
    for (const [name, value] of Object.entries(plan?.entitlements ?? {})) {
      const before = all[name];
      if (typeof value === "boolean")
        all[name] = typeof before === "number" || before === null ? before : value || before === true;
      else if (value === null || before === null) all[name] = null;
      else all[name] = (typeof before === "number" ? before : 0) + value * seen.quantity;
    }
  }
  return all;
}

function heldPlans(subscriptions: readonly Subscription[], plans: ReadonlyMap<string, Plan>): Held[] {
  return [...quantities(subscriptions)].map(([id, { quantity, name }]) => {
    const plan = plans.get(id);
    return plan ? heldOf(plan, quantity) : { plan: null, seen: { id, name, title: name, quantity } };
  });
}

/** How many of each plan the account has. What is metered has no quantity: the plan is there once. */
function quantities(subscriptions: readonly Subscription[]): Map<string, { quantity: number; name: string }> {
  const found = new Map<string, { quantity: number; name: string; licensed: boolean }>();
  for (const { price, quantity } of subscriptions
    .filter(({ status }) => ENTITLING.has(status))
    .flatMap(({ items }) => items)) {
    const licensed = price.usage.kind === "licensed";
    const before = found.get(price.planId);
    const counted = (before?.licensed ? before.quantity : 0) + (licensed ? quantity : 0);
    const isLicensed = licensed || before?.licensed === true;
    found.set(price.planId, {
      quantity: isLicensed ? counted : 1,
      name: before?.name ?? price.name,
      licensed: isLicensed,
    });
  }
  return found;
}

/** The plan of a comp; the best that is sold where the catalogue does not know the one that it names. */
function granted(comp: Waiver, plans: ReadonlyMap<string, Plan>, best: Plan | null): Held {
  const plan = plans.get(comp.planId) ?? best;
  if (plan) return heldOf(plan, 1);
  const name = comp.planName || comp.planId;
  return { plan: null, seen: { id: comp.planId, name, title: name, quantity: 1 } };
}

const heldOf = (plan: Plan, quantity: number): Held => ({
  plan,
  seen: { id: plan.id, name: versionName(plan), title: plan.name, quantity },
});

function nextChangeMs(
  subscriptions: readonly Subscription[],
  comp: Waiver | null,
  overrides: readonly EntitlementOverride[],
  nowMs: number,
): number | null {
  const live = subscriptions.filter(({ status }) => ENTITLING.has(status));
  const times = [
    comp?.expiresMs ?? null,
    ...overrides.map(({ expiresMs }) => expiresMs),
    ...live.flatMap(({ cancelAtMs, trialEndMs, scheduled }) => [
      cancelAtMs,
      trialEndMs,
      ...scheduled.map(({ atMs }) => atMs),
    ]),
  ].filter((atMs) => atMs !== null && atMs > nowMs);
  return times.reduce<number | null>(
    (first, atMs) => (first === null || (atMs !== null && atMs < first) ? atMs : first),
    null,
  );
}
