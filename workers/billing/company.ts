import type { Party } from "./invoice/invoice.ts";

/** What the company decided about its billing: a version of its settings. Objects keep the version that they last saw. */
export interface Company {
  version: number;
  seller: Party;
  /** The legal entity whose number series invoices are of. */
  legalEntity: string;
  invoicePrefix: string;
  creditNotePrefix: string;
  /** ISO 3166-1 countries, `US-CA` for a state, where tax is collected, with the registration's number. */
  taxRegistrations: { place: string; number: string }[];
  /** Days after a failed payment at which it is tried again; the account freezes with the last. */
  dunning: { retryDays: number[]; cancelAfterDays: number };
  /** How deferred revenue becomes revenue. */
  recognition: "daily" | "monthly";
  trialCancelAfterDays: number;
  incinerateAfterDays: number;
  /** Staff's refunds above it need a second person, in minor units by currency. */
  approvalThreshold: Record<string, number>;
  gateway: string;
}
