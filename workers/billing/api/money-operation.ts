import { resolving } from "../payment/case-resolution.ts";
import { paying, recording } from "../payment/transfer/recording.ts";
import { type Described, posting, queryOf, reading } from "./described.ts";
import { listed, listedCases, listedPayouts } from "./list-query.ts";

const CLOSE = { scope: "billing:close" } as const;
const oneCase = { one: "Case" } as const;

/** Requests about the company's money that are no account's alone. */
export const MONEY_OPERATIONS: readonly Described[] = [
  reading(
    "/cases",
    "listCases",
    "List money that one side knows and the other does not, the newest first",
    { page: "Case" },
    { query: queryOf(listedCases) },
  ),
  reading("/cases/{id}", "getCase", "Read a case", oneCase),
  posting(
    "/cases/{id}/resolve",
    "resolveCase",
    "Say what a case is; with an account of the chart its amount is booked there once a second person agrees",
    oneCase,
    { ...CLOSE, input: resolving },
  ),
  posting(
    "/transfers",
    "recordTransfer",
    "Record what arrived at the bank: it pays an invoice, or is a case where it is not certain which",
    { one: "Transfer" },
    { ...CLOSE, status: 201, input: recording },
  ),
  posting("/cases/{id}/pay", "payWithCase", "Have a transfer that is a case pay the invoice of a number", oneCase, {
    ...{ ...CLOSE, input: paying },
  }),
  reading(
    "/payouts",
    "listPayouts",
    "List what gateways paid out, the newest first; a page may be short though there are more",
    { page: "Payout" },
    { query: queryOf(listedPayouts) },
  ),
  reading("/payouts/{id}", "getPayout", "Read a payout, with the sums of its movements", { one: "PayoutDetail" }),
  reading(
    "/payouts/{id}/movements",
    "listPayoutMovements",
    "List what was paid out, what the books do not know first",
    { page: "Movement" },
    { query: queryOf(listed) },
  ),
];
