import { isTest } from "../../account/account.ts";
import { accountBooks } from "../../account-client.ts";
import type { AccountLedger } from "./rebuild.ts";

/** Reads accounts' ledgers from their objects. A test account has none that counts. */
export const accountLedger =
  (env: Env): AccountLedger =>
  async (accountId) => {
    const read = await accountBooks(env, accountId).records(["account", "transaction", "movement"]);
    if (isTest(read.account[0] ?? null)) return { transactions: [], movements: [] };
    return { transactions: read.transaction, movements: read.movement };
  };
