import { resolving } from "../payment/case-resolution.ts";
import { type Described, posting, queryOf, reading } from "./described.ts";
import { listedCases } from "./list-query.ts";

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
];
