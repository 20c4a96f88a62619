import type { Scope } from "../../identity/role.ts";
import type { Effective } from "../entitlement/effective.ts";
import type { EntitlementOverride } from "../entitlement/override.ts";
import type { Invoice } from "../invoice/invoice.ts";
import type { Payment, PaymentMethod, Refund } from "../payment/payment.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Account, AccountNote, AccountPerson, AccountStatus, Waiver } from "./account.ts";

export type { Invoice } from "../invoice/invoice.ts";
export type { Waiver } from "./account.ts";

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

/** One thing that happened to an account. */
export interface TimelineEntry {
  seq: number;
  atMs: number;
  command: string;
  words: string;
  by: string;
  /** Empty when none was asked for. */
  reason: string;
}

/** Somebody of an account, masked. */
export interface PersonOfAccount extends AccountPerson {
  name: string;
  mail: string;
}

/** Everything about an account, personal data masked. */
export interface AccountView {
  account: Account;
  /** Minor units a month. */
  mrr: number;
  plan: string;
  /** What the customer has with the company, in minor units. */
  balance: number;
  waiver: Waiver | null;
  waivers: Waiver[];
  entitlements: Effective;
  overrides: EntitlementOverride[];
  people: PersonOfAccount[];
  subscriptions: Subscription[];
  invoices: Invoice[];
  payments: Payment[];
  refunds: Refund[];
  methods: PaymentMethod[];
  notes: AccountNote[];
  timeline: TimelineEntry[];
  approvals: ApprovalView[];
}

/** What somebody asked for above a limit. */
export interface ApprovalView {
  id: string;
  accountId: string;
  accountName: string;
  command: string;
  /** Sentences. */
  effect: string[];
  reason: string;
  scope: Scope;
  requesterId: string;
  requesterName: string;
  createdMs: number;
  expiresMs: number;
  status: "waiting" | "approved" | "refused" | "done" | "failed";
  deciderName: string | null;
  decidedMs: number | null;
  outcome: string;
}

/** What a command would do; or why it would not be done. */
export type EffectView =
  | { ok: true; effect: string[]; needsApproval: boolean }
  | { ok: false; reason: string; detail: string };

/** What became of a command: done, or waiting for a second person. */
export type CommandView = { done: true; seq: number } | { done: false; approvalId: string };
