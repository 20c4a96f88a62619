import * as z from "zod";
import type {
  AgeingResource,
  BalanceSheetResource,
  DeferredResource,
  IncomeResource,
  JournalResource,
  RecurringResource,
  TrialBalanceResource,
} from "../report-api.ts";
import { amount, decimal, moment, shapeOf, text } from "./shape.ts";

/** `YYYY-MM` */
const month = text;
const amounts = z.array(amount);

const head = {
  currency: text,
  converted: z.boolean(),
  missing: z.array(text),
  rates: z.array(z.object({ currency: text, base: text, day: text, rate: decimal })),
};
const ofBooks = { entity: text.nullable(), ...head };

const statement = z.array(
  z.object({
    class: z.enum(["asset", "liability", "equity", "income", "expense"]),
    rows: z.array(z.object({ chart: text, name: text, amounts })),
    totals: amounts,
  }),
);

export const trialBalanceShape = shapeOf<TrialBalanceResource>()(
  z.object({
    ...{ object: z.literal("trial_balance"), ...ofBooks, month },
    rows: z.array(
      z.object({ chart: text, name: text, opening: amount, debits: amount, credits: amount, closing: amount }),
    ),
  }),
);

export const incomeShape = shapeOf<IncomeResource>()(
  z.object({
    ...{ object: z.literal("income_statement"), ...ofBooks, months: z.array(month), parts: statement, result: amounts },
  }),
);

export const balanceSheetShape = shapeOf<BalanceSheetResource>()(
  z.object({
    ...{ object: z.literal("balance_sheet"), ...ofBooks, months: z.array(month), parts: statement },
    ...{ earnings: amounts, difference: amounts },
  }),
);

export const deferredShape = shapeOf<DeferredResource>()(
  z.object({
    ...{ object: z.literal("deferred_revenue"), ...ofBooks },
    months: z.array(z.object({ month, opening: amount, movements: z.record(text, amount), closing: amount })),
    waterfall: z.array(
      z.object({ billed: month.nullable(), amount, recognised: amounts, reduced: amount, left: amount }),
    ),
    upcoming: z.array(z.object({ month: month.nullable(), amount })),
  }),
);

export const recurringShape = shapeOf<RecurringResource>()(
  z.object({
    ...{ object: z.literal("recurring_revenue"), ...ofBooks, lifetimeValue: z.number().nullable() },
    months: z.array(
      z.object({
        ...{ month, opening: amount, closing: amount, accounts: z.int(), gained: z.int(), lost: z.int() },
        movements: z.object({
          ...{ new: amount, expansion: amount, contraction: amount, churn: amount, reactivation: amount },
        }),
        ...{ logoChurn: z.number().nullable(), revenueChurn: z.number().nullable() },
      }),
    ),
    cohorts: z.array(z.object({ month, accounts: z.int(), revenue: amounts })),
  }),
);

const aged = {
  currency: text,
  upTo30Days: amount,
  upTo60Days: amount,
  upTo90Days: amount,
  older: amount,
  total: amount,
};

export const ageingShape = shapeOf<AgeingResource>()(
  z.object({
    ...{ object: z.literal("receivables_ageing"), entity: text.nullable(), month: month.nullable() },
    totals: z.array(z.object(aged)),
    accounts: z.array(z.object({ accountId: text, accountName: text.nullable(), ...aged })),
  }),
);

export const journalShape = shapeOf<JournalResource>()(
  z.object({
    ...{ object: z.literal("journal_transaction"), accountId: text, id: text, kind: text, month, entity: text },
    ...{ postedMs: moment, occurredMs: moment, correction: z.boolean(), source: text, description: text },
    entries: z.array(z.object({ chart: text, currency: text, amount })),
  }),
);
