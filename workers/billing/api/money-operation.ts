import { reopening } from "../payment/case-reopening.ts";
import { resolving } from "../payment/case-resolution.ts";
import { paying, recording } from "../payment/transfer/recording.ts";
import { asking, deciding } from "./approval-api.ts";
import { type Described, posting, queryOf, reading } from "./described.ts";
import { listed, listedApprovals, listedCases, listedPayouts } from "./list-query.ts";

const CLOSE = { scope: "billing:close" } as const;
const approval = { one: "Approval" } as const;
const DECIDING = { scope: "billing:read", input: deciding } as const;
const SECOND = "for somebody signed in who has its scope and did not ask for it, never for a token";
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
    "/cases/{id}/reopen",
    "reopenCase",
    "Open a case again that was explained; what was said of it stays with it",
    oneCase,
    { ...CLOSE, input: reopening },
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
  posting(
    "/approvals",
    "askApproval",
    "Ask a second person for a command that needs one: what it takes, and the scope of the command itself",
    approval,
    { scope: "billing:read", status: 201, input: asking },
  ),
  reading(
    "/approvals",
    "listApprovals",
    "List what needed or needs a second person, the newest first",
    { page: "Approval" },
    { query: queryOf(listedApprovals) },
  ),
  reading("/approvals/{id}", "getApproval", "Read what needs a second person, and what became of it", approval),
  posting("/approvals/{id}/approve", "approve", `Agree and carry it out; ${SECOND}`, approval, DECIDING),
  posting("/approvals/{id}/decline", "decline", `Refuse it; ${SECOND}`, approval, DECIDING),
];
