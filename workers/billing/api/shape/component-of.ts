import type { ResourceName } from "../resource.ts";
import type { ComponentName } from "./component.ts";

/** What the things of a list are called. */
export const COMPONENT_OF = {
  subscriptions: "Subscription",
  invoices: "Invoice",
  credit_notes: "CreditNote",
  payments: "Payment",
  refunds: "Refund",
  disputes: "Dispute",
  payment_methods: "PaymentMethod",
  balance_entries: "BalanceEntry",
  waivers: "Waiver",
  overrides: "Override",
  notes: "Note",
  ledger_transactions: "LedgerTransaction",
} as const satisfies { [Name in ResourceName]: ComponentName };
