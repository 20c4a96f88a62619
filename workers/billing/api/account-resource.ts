import type { Account } from "../account/account.ts";
import { accountHoldings, entitlementsOf } from "../entitlement/account-entitlements.ts";
import type { HeldPlan } from "../entitlement/effective.ts";

/** An account as programs read it: what its books say of it, with the plan that it has and whether it is comped. */
export interface AccountResource extends Account {
  object: "account";
  comped: boolean;
  plan: HeldPlan | null;
}

/** The account of that id; null when there is none. */
export async function accountResource(env: Env, accountId: string, nowMs: number): Promise<AccountResource | null> {
  const holdings = await accountHoldings(env, accountId);
  if (!holdings) return null;
  const { comped, plan } = await entitlementsOf(env, holdings, nowMs);
  return { object: "account", ...holdings.account, comped, plan };
}
