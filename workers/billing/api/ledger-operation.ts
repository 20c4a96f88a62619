import { reversing, settling, writing } from "../ledger/period/by-hand.ts";
import { type Described, posting, queryOf, reading } from "./described.ts";
import { listedManual } from "./list-query.ts";

const CLOSE = { scope: "billing:close" } as const;
const entry = { one: "ManualEntry" } as const;
const ENTRY = "/manual_entries/{id}";
const SECOND = "for somebody signed in who did not ask for it, never for a token";

/** Requests about the company's ledger: what people book in it by hand. */
export const LEDGER_OPERATIONS: readonly Described[] = [
  reading(
    "/manual_entries",
    "listManualEntries",
    "List the entries that were made by hand, the newest first",
    { page: "ManualEntry" },
    { query: queryOf(listedManual) },
  ),
  reading(ENTRY, "getManualEntry", "Read an entry that was made by hand, and what became of it", entry),
  posting(
    "/manual_entries",
    "askManualEntry",
    "Ask that an entry be posted, or expected until a day; a second person decides",
    entry,
    { ...CLOSE, status: 201, input: writing },
  ),
  posting(`${ENTRY}/approve`, "approveManualEntry", `Post or expect an entry; ${SECOND}`, entry, CLOSE),
  posting(`${ENTRY}/decline`, "declineManualEntry", `Refuse an entry; ${SECOND}`, entry, CLOSE),
  posting(
    `${ENTRY}/settle`,
    "settleManualEntry",
    "Post what an entry expected, wholly unless `postings` say less, or give it up",
    entry,
    { ...CLOSE, input: settling },
  ),
  posting(
    `${ENTRY}/reverse`,
    "reverseManualEntry",
    "Ask that what an entry posted be taken back, by one of the same amounts on the other sides; a second person decides",
    entry,
    { ...CLOSE, status: 201, input: reversing },
  ),
];
