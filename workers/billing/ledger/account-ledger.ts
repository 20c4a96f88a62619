import { accountBooks } from "../account-client.ts";
import type { AccountLedger } from "./rebuild.ts";

/** Reads accounts' ledgers from their objects. */
export const accountLedger =
  (env: Env): AccountLedger =>
  async (accountId) =>
    (await accountBooks(env, accountId).records(["transaction"])).transaction;
