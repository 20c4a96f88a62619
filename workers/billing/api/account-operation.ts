import { Joined } from "../account/person/joining.ts";
import { because } from "../account/person/personal-deed.ts";
import { clockMove, newClock } from "../clock/test-clock.ts";
import { PortalLinkInput } from "../portal/entry/staff-link-routes.ts";
import { usageBatchInput } from "../usage/usage-event.ts";
import { type Described, deleting, posting, queryOf, reading } from "./described.ts";
import { listed, listedAccounts } from "./list-query.ts";
import { merging } from "./merge-api.ts";
import { NewAccount } from "./new-account.ts";

const text = { type: "string" };
const clock = { one: "TestClock" } as const;

/** Requests about accounts as a whole, their time and their usage. */
export const ACCOUNT_OPERATIONS: readonly Described[] = [
  posting(
    "/accounts",
    "createAccount",
    "Open an account",
    { one: "Account" },
    { scope: "billing:write", status: 201, input: NewAccount },
  ),
  reading(
    "/accounts",
    "listAccounts",
    "List accounts, or find those that some words or a key mean",
    { page: "Account" },
    { query: queryOf(listedAccounts) },
  ),
  reading("/accounts/{account}", "getAccount", "Read an account", { one: "Account" }),
  reading(
    "/accounts/{account}/entitlements",
    "getEntitlements",
    "What an account may use, its plan, and whether it is comped",
    { one: "Entitlements" },
    { headers: { "If-None-Match": text } },
  ),
  reading("/accounts/{account}/usage", "getUsage", "What an account used, by meter", { one: "AccountUsage" }),
  posting(
    "/accounts/{account}/merge",
    "mergeAccount",
    "Make an account part of another one, which is answered; the first ends",
    { one: "Account" },
    { scope: "billing:write", input: merging },
  ),
  posting(
    "/accounts/{account}/portal_links",
    "createPortalLink",
    "Let somebody of an account into the portal, once",
    { one: "PortalLink" },
    { status: 201, input: PortalLinkInput },
  ),
  reading(
    "/accounts/{account}/people",
    "listPeople",
    "List the people that an account has or had, the newest first",
    { page: "Person" },
    { query: queryOf(listed) },
  ),
  reading("/accounts/{account}/people/{id}", "getPerson", "Read somebody's part in an account", { one: "Person" }),
  posting(
    "/accounts/{account}/people",
    "addPerson",
    "Take somebody into an account",
    { one: "Person" },
    { scope: "billing:write", status: 201, input: Joined },
  ),
  posting(
    "/accounts/{account}/people/{id}/erase",
    "erasePerson",
    "Erase somebody's name and mail address, for good; what they did stays, by their id",
    { one: "Person" },
    { scope: "billing:reveal", input: because },
  ),
  posting(
    "/accounts/{account}/export",
    "exportAccount",
    "Hand out all that an account's books keep, its people in the clear; a repeat is handed out anew",
    { one: "AccountExport" },
    { scope: "billing:reveal", input: because },
  ),
  reading("/test_clocks", "listTestClocks", "List test clocks", { page: "TestClock" }),
  posting("/test_clocks", "createTestClock", "Make a time by which test accounts go", clock, {
    status: 201,
    input: newClock,
  }),
  reading("/test_clocks/{id}", "getTestClock", "Read a test clock", clock),
  deleting("/test_clocks/{id}", "deleteTestClock", "Cancel a test clock's accounts and remove it", null),
  posting("/test_clocks/{id}/advance", "advanceTestClock", "Move a test clock and all of its accounts", clock, {
    input: clockMove,
  }),
  posting(
    "/usage",
    "reportUsage",
    "Report what accounts used",
    { one: "UsageReport" },
    { scope: "billing:write", input: usageBatchInput },
  ),
];
