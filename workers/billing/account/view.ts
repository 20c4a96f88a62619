import type { Scope } from "../../identity/role.ts";
import type { EffectKind } from "../command/effect.ts";
import type { Effective } from "../entitlement/effective.ts";
import type { EntitlementOverride } from "../entitlement/override.ts";
import type { CreditNote, Invoice } from "../invoice/invoice.ts";
import type { Dispute, Payment, Refund, ToldMethod } from "../payment/payment.ts";
import type { Subscription } from "../subscription/subscription.ts";
import type { Account, AccountNote, AccountPerson, AccountStatus, Waiver } from "./account.ts";

export type { CreditNote, Invoice } from "../invoice/invoice.ts";
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
  waiverId: string | null;
  waiverExpiresMs: number | null;
  waiverReviewMs: number | null;
  /** Effects that are parked. */
  parked: number;
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

/** What an entry of a timeline is about. */
export const TIMELINE_KINDS = ["account", "people", "subscription", "invoice", "payment", "comp", "note"] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Whose deed it was; programs with a token act for staff. */
export const TIMELINE_ACTORS = ["staff", "customer", "system"] as const;
export type TimelineActor = (typeof TIMELINE_ACTORS)[number];

/** One thing that happened to an account. */
export interface TimelineEntry {
  seq: number;
  atMs: number;
  command: string;
  kind: TimelineKind;
  words: string;
  by: string;
  actor: TimelineActor;
  /** Empty when none was asked for. */
  reason: string;
  /** The record that it is about; null for the account itself. */
  thingId: string | null;
}

/** A page of what happened, newest first; `next` goes on, null at the end. */
export interface TimelinePage {
  entries: TimelineEntry[];
  next: number | null;
}

/** Looks that a page shows. */
export const LOOKS_SHOWN = 200;

/** That somebody of the company looked at an account's page (once per person and hour), or saw or took along personal data. */
export interface LookView {
  atMs: number;
  what: "looked" | "revealed" | "exported";
  /** The person's mail address, or the token's name. */
  by: string;
  /** Empty where none was asked for. */
  reason: string;
}

/** Who looked at an account, the newest first. */
export interface LookPage {
  looks: LookView[];
}

/** What of customers' accounts waits for somebody; a group is there for who may do something about it. */
export interface BillingAttention {
  /** Accounts with a payment that fails. */
  failing?: number;
  /** Comps whose date to be looked at again has come. */
  reviews?: number;
  /** Accounts with effects that are parked. */
  parked?: number;
  /** Customers of whom an endpoint of webhooks was not told all, and is tried no more. */
  webhooks?: number;
  openCases?: number;
  /** Refunds that somebody has to send by bank. */
  transfers?: number;
  /** Entries by hand and reopened months that somebody else asked for. */
  entries?: number;
  /** Accounts from which the company's books differ. */
  differences?: number;
  /** Those that wait for an answer, the first deadline first. */
  disputes?: DisputeRow[];
  /** Runs and imports that wait for a word, or that failed. */
  jobs?: StoppedJobRow[];
}

/** A run or an import that goes on only when somebody says so, or not at all. */
export interface StoppedJobRow {
  id: string;
  kind: "invoice-run" | "import";
  title: string;
  status: "asking" | "failed";
  detail: string;
}

/** A dispute that waits for the company's answer. */
export interface DisputeRow {
  id: string;
  accountId: string;
  accountName: string;
  amount: number;
  currency: string;
  reason: string;
  respondByMs: number | null;
}

/** Somebody of an account, masked. */
export interface PersonOfAccount extends AccountPerson {
  name: string;
  mail: string;
}

/** An effect of an account that is parked. */
export interface ParkedEffect {
  id: string;
  kind: EffectKind;
  /** The record that it is about. */
  subject: string;
  attempts: number;
  because: string;
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
  creditNotes: CreditNote[];
  disputes: Dispute[];
  methods: ToldMethod[];
  notes: AccountNote[];
  /** What was given up on its way out: a person has to look. */
  parked: ParkedEffect[];
  approvals: ApprovalView[];
}

/** What becomes of a request; it is expired where nobody decided in time. */
export const APPROVAL_STATUSES = ["waiting", "approved", "refused", "done", "failed", "expired"] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

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
  status: Exclude<ApprovalStatus, "expired">;
  deciderName: string | null;
  decidedMs: number | null;
  outcome: string;
}

/** What a command would do; or why it would not be done. */
export type EffectView =
  | {
      ok: true;
      effect: string[];
      needsApproval: boolean;
      /** As of when it was tried; who was shown it sends that along. */
      atMs: number;
    }
  | { ok: false; reason: string; detail: string };

/** What became of a command: done, or waiting for a second person. */
export type CommandView = { done: true; seq: number } | { done: false; approvalId: string };
