import type { AccountStatus } from "../account/account.ts";
import { accountBooks } from "../account-client.ts";
import { fallbackOf, plansOf } from "../catalogue/plan-offer.ts";
import { type Effective, effectiveEntitlements, type Holdings, namedPlanIds } from "./effective.ts";

/** What an account may use, with its status: who is frozen or cancelled may use nothing, whatever its plan says. */
export interface AccountEntitlements extends Effective {
  object: "entitlements";
  account: string;
  productId: string;
  status: AccountStatus;
}

/** How long an answer about entitlements may be used without asking again, in seconds: callbacks tell of changes sooner. */
export const ENTITLEMENTS_MAX_AGE_S = 60;

/** What of an account's books its entitlements follow from; null when there is no such account. */
export async function accountHoldings(env: Env, accountId: string): Promise<Holdings | null> {
  const kinds = ["account", "subscription", "waiver", "override"] as const;
  const { account, subscription, waiver, override } = await accountBooks(env, accountId).records([...kinds]);
  const [known] = account;
  return known ? { account: known, subscriptions: subscription, waivers: waiver, overrides: override } : null;
}

/** What an account may use by its books and the catalogue's versions, at its own time where a test clock gives it one. */
export async function entitlementsOf(env: Env, holdings: Holdings, realMs: number): Promise<AccountEntitlements> {
  const { account } = holdings;
  const nowMs = account.clockMs ?? realMs;
  const plans = await plansOf(env.DB, account.productId, namedPlanIds(holdings, nowMs));
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  const fallback = await fallbackOf(env.DB, plans, account);
  const effective = effectiveEntitlements(holdings, byId, fallback, nowMs);
  const { id, productId, status } = account;
  return { object: "entitlements", account: id, productId, status, ...effective };
}

/** How old an answer may become, in seconds: not beyond the moment at which it changes by itself. A test clock jumps. */
export function maxAgeOf({ account }: Holdings, { changesAtMs }: Effective, nowMs: number): number {
  if (account.clockMs !== null) return 0;
  const leftMs = changesAtMs === null ? Number.POSITIVE_INFINITY : changesAtMs - nowMs;
  return Math.max(0, Math.min(ENTITLEMENTS_MAX_AGE_S, Math.floor(leftMs / 1_000)));
}
