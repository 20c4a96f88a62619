import type { OfEntity } from "../company/legal-entity.ts";
import type { Address } from "../invoice/invoice.ts";
import type { Decimal } from "../money.ts";

export type AccountStatus = "trial" | "active" | "past-due" | "frozen" | "paused" | "cancelled" | "incinerated";

/** A VAT id or its like, with what the register said of it. */
export interface AccountTaxId {
  value: string;
  /** `pending` until the register answered: invoices wait for it. `unavailable` when it did not for too long. */
  status: "pending" | "valid" | "invalid" | "unavailable";
  checkedMs: number | null;
  /** The consultation number. */
  proof: string | null;
}

/** Where an account's tax departs from the rules: a certificate, or a rate that staff set by hand, which overrides everything. */
export type TaxExemption =
  | { kind: "none" }
  | { kind: "exempt"; certificate: string; untilMs: number | null }
  | { kind: "fixed"; jurisdiction: string; name: string; rate: Decimal; because: string };

/** A customer's account at one product. Its id is the tenant's id everywhere. */
export interface Account extends OfEntity {
  /** A UUIDv7. */
  id: string;
  productId: string;
  name: string;
  status: AccountStatus;
  ownerId: string;
  currency: string;
  timeZone: string;
  language: string;
  legalName: string;
  /** What the customer wants to read on invoices of subscriptions, such as a purchase order; absent for nothing. */
  reference?: string;
  address: Address | null;
  taxId: AccountTaxId | null;
  exemption: TaxExemption;
  /** By the name of the system that knows it by that id. */
  externalIds: Record<string, string>;
  tags: string[];
  /** The account's own time, when a test clock stands for the real one; null otherwise. */
  clockMs: number | null;
  /** The test clock that it goes by for ever: a test account, whose money is nobody's. Null or absent for all others. */
  testClockId?: string | null;
  frozenMs: number | null;
  /** Since when something is overdue; null or absent when nothing is. */
  pastDueMs?: number | null;
  cancelledMs: number | null;
  incinerateAtMs: number | null;
  incineratedMs: number | null;
  /** The account that this one was merged into; null otherwise. */
  mergedIntoId: string | null;
  createdMs: number;
}

/** Whether an account is a test's: it is in no report of the company, has numbers of its own series, and gets no mail. */
export const isTest = (account: Pick<Account, "testClockId"> | null): boolean => account?.testClockId != null;

/** Somebody of an account. Name and mail are kept apart, under a key of the person's own, so that they can be erased. */
export interface AccountPerson {
  id: string;
  role: "owner" | "admin" | "billing" | "member";
  createdMs: number;
  endedMs: number | null;
  /** How often their mail address became another one; none before the first time. */
  mailChanges?: number;
}

/** Why an account does not pay: a dated waiver that grants a plan. */
export interface Waiver {
  id: string;
  planId: string;
  /** What the plan is called, as it was then. */
  planName: string;
  reason: string;
  /** Who gave it: a member of staff. */
  giver: { id: string; name: string };
  /** Set for an employee's own account: it ends when the person leaves. */
  employeeId: string | null;
  startsMs: number;
  expiresMs: number | null;
  reviewMs: number | null;
  endedMs: number | null;
  endedBecause: string;
}

export interface AccountNote {
  id: string;
  text: string;
  author: { id: string; name: string };
  createdMs: number;
  /** Since when it is taken away, though it can be brought back; absent while it stands. */
  removedMs?: number;
}
