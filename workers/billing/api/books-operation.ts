import { companySchema } from "../company/company.ts";
import { closing, reopening } from "../ledger/period/closing.ts";
import { type Described, posting, queryOf, reading, SECOND } from "./described.ts";
import { listed } from "./list-query.ts";

const company = { one: "Company" } as const;
const books = { one: "Books" } as const;
const event = { one: "PeriodEvent" } as const;
const CLOSE = { scope: "billing:close" } as const;
const LISTED = { query: queryOf(listed) };

/** Requests about the company's settings and the months of its books. */
export const BOOKS_OPERATIONS: readonly Described[] = [
  reading("/company", "getCompany", "Read the company's settings", company),
  posting(
    "/company",
    "changeCompany",
    "Make the next version of the settings, of the one that `version` names; all of them are sent",
    company,
    { scope: "billing:settings", input: companySchema },
  ),
  reading(
    "/company/versions",
    "listCompanyVersions",
    "List the versions of the settings, the newest first; none until somebody decided",
    { page: "CompanyVersion" },
    LISTED,
  ),
  reading(
    "/books",
    "listBooks",
    "List the books of the legal entities, the company's own first",
    { page: "Books" },
    LISTED,
  ),
  reading("/books/{id}", "getBooks", "Read which months of a legal entity's books are open", books),
  reading(
    "/books/{id}/events",
    "listPeriodEvents",
    "List what was closed and reopened, the newest first",
    { page: "PeriodEvent" },
    LISTED,
  ),
  posting("/books/{id}/close", "closeMonth", "Close a month, after which nothing is posted in it", books, {
    ...{ ...CLOSE, input: closing },
  }),
  posting(
    "/books/{id}/reopen",
    "askReopening",
    "Ask that the month that was closed last be opened again; a second person decides",
    event,
    { ...CLOSE, status: 201, input: reopening },
  ),
  reading("/period_events/{id}", "getPeriodEvent", "Read a closing, or a reopening and what became of it", event),
  posting("/period_events/{id}/approve", "approveReopening", `Open a month again; ${SECOND}`, event, CLOSE),
  posting("/period_events/{id}/decline", "declineReopening", `Leave a month closed; ${SECOND}`, event, CLOSE),
];
