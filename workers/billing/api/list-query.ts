import * as z from "zod";
import { SEARCH_CHARS_MAX } from "../account/search/search-query.ts";
import { APPROVAL_STATUSES } from "../account/view.ts";
import { rowStatuses } from "../job/job.ts";
import { ENTRY_STATUSES } from "../ledger/period/manual-status.ts";
import { MONTH_PATTERN } from "../ledger/period/month.ts";
import { REPORT_MONTHS_DEFAULT, REPORT_MONTHS_MAX } from "../ledger/report/statement.ts";
import { CASE_KINDS, CASE_STATUSES } from "../payment/view.ts";
import { PAGE_DEFAULT, PAGE_MAX, type ResourceName } from "./resource.ts";
import { COMPONENTS } from "./shape/component.ts";
import { COMPONENT_OF } from "./shape/component-of.ts";

/** Letters of a cursor at most. */
const CURSOR_CHARS_MAX = 400;

const page = {
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
  cursor: z.string().min(1).max(CURSOR_CHARS_MAX).optional(),
};
const moment = z.coerce.number().int().nonnegative().optional();
/** When something was made: from a moment on, and before another. */
const created = { fromMs: moment, toMs: moment };
const currency = z.string().regex(/^[A-Z]{3}$/);
const gateway = z.string().max(60).optional();
const month = z.string().regex(MONTH_PATTERN);
const entity = z.string().max(40).optional();
const truth = z.enum(["true", "false"]).optional();

/** What an account's list is narrowed to, and which page of it. */
export interface ListQuery {
  limit: number;
  cursor?: string | undefined;
  status?: string | undefined;
  fromMs?: number | undefined;
  toMs?: number | undefined;
}

/** The query of an account's list of some things: by state and time where those have them. What it does not know it refuses. */
export function listQuery(name: ResourceName): z.ZodType<ListQuery> {
  const shape: Record<string, z.ZodType> = COMPONENTS[COMPONENT_OF[name]].shape;
  const { status, createdMs } = shape;
  const query = {
    ...page,
    ...(status instanceof z.ZodEnum && { status: z.enum(status.options.map(String)).optional() }),
    ...(createdMs && created),
  };
  // What may be left out of a shape has no type of its own; these are the interface's.
  return z.strictObject(query) as z.ZodType<ListQuery>;
}

/** Things of which there is one list of all accounts. */
export const COMPANY_LISTS = ["invoices", "payments", "refunds", "disputes"] as const satisfies ResourceName[];
export type CompanyList = (typeof COMPANY_LISTS)[number];

/** What such a list is narrowed to, and which page of it. */
export interface CompanyQuery extends ListQuery {
  account?: string | undefined;
  currency?: string | undefined;
  gateway?: string | undefined;
}

/** The query of such a list. An open invoice is overdue from its day on. */
export function companyQuery(name: CompanyList): z.ZodType<CompanyQuery> {
  const { options } = COMPONENTS[COMPONENT_OF[name]].shape.status;
  const query = {
    ...page,
    ...created,
    account: z.uuid().optional(),
    currency: currency.optional(),
    ...(name === "payments" && { gateway }),
    status: z.enum(name === "invoices" ? [...options, "overdue"] : [...options]).optional(),
  };
  return z.strictObject(query) as z.ZodType<CompanyQuery>; // as in `listQuery`
}

/** The query of the list of accounts. With words, the accounts that those mean: one page, the likeliest first. */
export const listedAccounts = z.strictObject({
  ...page,
  query: z.string().max(SEARCH_CHARS_MAX).optional(),
  status: z.enum(COMPONENTS.Account.shape.status.options).optional(),
  comped: truth,
});

/** The query of the list of what needs a second person. */
export const listedApprovals = z.strictObject({
  ...page,
  status: z.enum(APPROVAL_STATUSES).optional(),
  account: z.uuid().optional(),
});

/** The query of the list of payouts. */
export const listedPayouts = z.strictObject({
  ...page,
  ...created,
  status: z.enum(["pending", "paid", "failed"]).optional(),
  gateway,
  currency: currency.optional(),
});

/** The query of the list of cases. */
export const listedCases = z.strictObject({
  ...page,
  status: z.enum(CASE_STATUSES).optional(),
  kind: z.enum(CASE_KINDS).optional(),
  account: z.uuid().optional(),
});

/** The query of the list of entries that were made by hand. */
export const listedManual = z.strictObject({ ...page, entity, status: z.enum(ENTRY_STATUSES).optional() });

/** The query of the list of exchange rates: of a currency, into another one. */
export const listedRates = z.strictObject({ ...page, currency: currency.optional(), base: currency.optional() });

/** The queries of reports: of a legal entity's books or all, until a month (this one unless said); with `convert` in one currency at stored rates. */
export const reportMoment = z.strictObject({ entity, month: month.optional() });
export const reportMonth = reportMoment.extend({ currency, convert: truth });
export const reportMonths = reportMonth.extend({
  months: z.coerce.number().int().min(1).max(REPORT_MONTHS_MAX).default(REPORT_MONTHS_DEFAULT),
});

/** The query of the journal: `pending` for what is expected in place of what is posted. */
export const listedJournal = z.strictObject({
  ...{ ...page, entity, month: month.optional(), currency: currency.optional() },
  chart: z.string().max(80).optional(),
  kind: z.string().max(60).optional(),
  account: z.string().max(60).optional(),
  ...{ corrections: truth, pending: truth },
});

/** The query of lists that are narrowed by nothing. */
export const listed = z.strictObject(page);

/** The queries of lists of bulk work, of what became of its rows (by states, with commas between), and of deliveries. */
export const listedJobs = z.strictObject({ ...page, kind: z.enum(["invoice-run", "import"]) });
export const listedRows = z.strictObject({
  ...page,
  cursor: z.coerce.number().int().nonnegative().default(0),
  status: rowStatuses,
});
export const listedTries = z.strictObject({ ...page, failed: truth });

/** The query of lists of what is sold: `active` for what is on sale, or for what is not any more. */
export const listedCatalogue = z.strictObject({ ...page, active: truth });
export const listedPlans = listedCatalogue.extend({ productId: z.string().max(64).optional() });
export const listedPrices = listedPlans.extend({ planId: z.string().max(64).optional() });
