import type { BillingAttention } from "../../../workers/billing/account/view.ts";
import type { ListSearch } from "../money/list-search.ts";
import { counted } from "../words/number.ts";
import type { CustomerSearch } from "./customer-search.ts";

/** Something of customers and money that waits for somebody: how many, in words, and the way to all of it. */
export interface MoneyNeed {
  mark: string;
  tone: "bad" | "warn" | "";
  count: number;
  words: string;
  /** The same in few words, for the sentence above the room of money; absent for what is another room's matter. */
  short?: string;
  to: "/customers" | "/money/cases" | "/money/close" | "/money/webhooks" | "/money/refunds";
  search?: CustomerSearch | ListSearch;
}

/** What waits as a number of things, the most pressing first; what does not wait is not there. */
export function moneyNeeds(attention: BillingAttention): MoneyNeed[] {
  const { failing = 0, reviews = 0, parked = 0, webhooks = 0, openCases = 0 } = attention;
  const { entries = 0, differences = 0, transfers = 0 } = attention;
  const needs: MoneyNeed[] = [
    {
      ...{ mark: "payment", tone: "bad", count: failing, to: "/customers", search: { needs: "payment" } },
      words: `${counted(failing, "customer")} with a payment that fails`,
      short: counted(failing, "payment that fails", "payments that fail"),
    },
    {
      ...{ mark: "case", tone: "warn", count: openCases, to: "/money/cases" },
      words: `${counted(openCases, "case")} of money that one side does not know`,
      short: counted(openCases, "case"),
    },
    {
      ...{ mark: "refund", tone: "warn", count: transfers, to: "/money/refunds", search: { status: "initiated" } },
      words: `${counted(transfers, "refund")} to be sent by bank`,
      short: `${counted(transfers, "refund")} to send`,
    },
    {
      ...{ mark: "entry", tone: "warn", count: entries, to: "/money/close" },
      words: `${counted(entries, "entry or reopening waits", "entries or reopenings wait")} for a second person`,
      short: `${counted(entries, "entry", "entries")} to agree on`,
    },
    {
      ...{ mark: "books", tone: "bad", count: differences, to: "/money/close" },
      words: `The books differ from ${counted(differences, "account")}`,
      short: `${counted(differences, "account")} that the books differ from`,
    },
    {
      ...{ mark: "parked", tone: "warn", count: parked, to: "/customers", search: { needs: "effect" } },
      words: `${counted(parked, "customer")} with something that was given up on its way out`,
      short: `${parked} parked`,
    },
    {
      ...{ mark: "webhook", tone: "warn", count: webhooks, to: "/money/webhooks" },
      words: `${counted(webhooks, "customer")} of whom an endpoint was not told all`,
    },
    {
      ...{ mark: "comp", tone: "", count: reviews, to: "/customers", search: { needs: "review" } },
      words: `${counted(reviews, "comp")} to be looked at again`,
    },
  ];
  return needs.filter(({ count }) => count > 0);
}

/** How many things of customers and money wait, disputes, runs and imports among them. */
export const billingCount = (attention: BillingAttention): number =>
  moneyNeeds(attention).reduce((sum, { count }) => sum + count, 0) +
  (attention.disputes?.length ?? 0) +
  (attention.jobs?.length ?? 0);
