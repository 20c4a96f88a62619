import type { AccountStatus } from "./account.ts";

/** An account in a list: whether it is comped, its plan, what it pays a month and its state come first. */
export interface AccountRow {
  /** Its place in the order of opening. */
  no: number;
  id: string;
  name: string;
  productId: string;
  status: AccountStatus;
  plan: string;
  comped: boolean;
  waiverExpiresMs: number | null;
  /** Minor units of `currency` a month. */
  mrr: number;
  currency: string;
  owed: number;
  failingSinceMs: number | null;
  /** Masked. */
  ownerName: string;
  ownerMail: string;
  country: string;
  tags: string[];
  createdMs: number;
}

/** A page of accounts; `next` is the place to go on from, null at the end. */
export interface AccountPage {
  accounts: AccountRow[];
  next: number | null;
}
