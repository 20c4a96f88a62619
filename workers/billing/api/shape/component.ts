import * as z from "zod";
import { BATCH_EVENTS_MAX } from "../../usage/usage-event.ts";
import {
  accountExportShape,
  accountRecordShape,
  accountShape,
  approvalShape,
  entitlementsShape,
  heldPlanShape,
  noteShape,
  overrideShape,
  personPartShape,
  personShape,
  waiverShape,
} from "./account.ts";
import {
  booksShape,
  chartAccountShape,
  companyShape,
  companyVersionShape,
  generalLedgerShape,
  manualEntryShape,
  periodEventShape,
  rateShape,
  ratesStoredShape,
  xeroFilesShape,
} from "./books.ts";
import {
  accountUsageShape,
  cataloguePriceShape,
  couponShape,
  meterShape,
  planShape,
  productShape,
  promotionCodeShape,
} from "./catalogue.ts";
import { testClockShape } from "./clock.ts";
import { caseShape, movementShape, payoutDetailShape, payoutShape, transferShape } from "./company-money.ts";
import { eventOwnerShape, eventPersonShape, holdingShape } from "./event.ts";
import { creditNoteShape, documentShape, invoiceShape } from "./invoice.ts";
import { importBeginningShape, jobRowShape, jobShape, jobStartedShape } from "./job.ts";
import { balanceEntryShape, transactionShape } from "./ledger.ts";
import { disputeShape, paymentMethodShape, paymentShape, refundShape } from "./payment.ts";
import {
  ageingShape,
  balanceSheetShape,
  deferredShape,
  incomeShape,
  journalShape,
  recurringShape,
  trialBalanceShape,
} from "./report.ts";
import { moment, text } from "./shape.ts";
import { priceShape, subscriptionShape } from "./subscription.ts";
import {
  endpointShape,
  eventShape,
  laneShape,
  lanesChangedShape,
  newEndpointShape,
  replayShape,
  tryShape,
  webhookTestShape,
} from "./webhook.ts";

/** Why something was refused (RFC 9457): `title` is the reason, for code. */
const problem = z.object({
  type: text,
  title: text,
  status: z.int(),
  detail: text,
  causes: z.array(text).optional(),
  fields: z.record(text, z.union([text, z.array(text)])).optional(),
  requestId: text,
});

/** What a command would do: its answer, and each record that it would change. */
const preview = z.object({
  object: z.literal("preview"),
  value: z.unknown(),
  changes: z.array(
    z.object({ before: z.unknown(), after: z.object({ kind: text, id: text, place: z.int(), row: z.unknown() }) }),
  ),
});

const usageReport = z.object({
  object: z.literal("usage_report"),
  accepted: z.int(),
  late: z.int(),
  duplicates: z.int(),
  refused: z
    .array(
      z.object({
        index: z.int(),
        id: text,
        reason: z.enum([
          "id-reused",
          "too-old",
          "in-the-future",
          "period-closed",
          "no-such-event",
          "no-such-meter",
          "no-such-account",
        ]),
      }),
    )
    .max(BATCH_EVENTS_MAX),
});

/** A link that lets somebody into the portal once. */
const portalLink = z.object({
  object: z.literal("portal_link"),
  account: text,
  person: text,
  url: text,
  expiresMs: moment,
});

/** What the description calls things, by name. */
export const COMPONENTS = {
  Account: accountShape,
  AccountRecord: accountRecordShape,
  Entitlements: entitlementsShape,
  HeldPlan: heldPlanShape,
  Waiver: waiverShape,
  Override: overrideShape,
  Note: noteShape,
  Person: personShape,
  PersonPart: personPartShape,
  Product: productShape,
  Plan: planShape,
  Price: priceShape,
  CataloguePrice: cataloguePriceShape,
  Coupon: couponShape,
  PromotionCode: promotionCodeShape,
  Meter: meterShape,
  Subscription: subscriptionShape,
  Invoice: invoiceShape,
  CreditNote: creditNoteShape,
  Document: documentShape,
  Payment: paymentShape,
  Refund: refundShape,
  Dispute: disputeShape,
  PaymentMethod: paymentMethodShape,
  AccountExport: accountExportShape,
  Approval: approvalShape,
  Company: companyShape,
  CompanyVersion: companyVersionShape,
  Books: booksShape,
  PeriodEvent: periodEventShape,
  ManualEntry: manualEntryShape,
  ChartAccount: chartAccountShape,
  XeroFiles: xeroFilesShape,
  GeneralLedger: generalLedgerShape,
  ExchangeRate: rateShape,
  ExchangeRatesStored: ratesStoredShape,
  Case: caseShape,
  Transfer: transferShape,
  Payout: payoutShape,
  PayoutDetail: payoutDetailShape,
  Movement: movementShape,
  BalanceEntry: balanceEntryShape,
  LedgerTransaction: transactionShape,
  TrialBalance: trialBalanceShape,
  BalanceSheet: balanceSheetShape,
  IncomeStatement: incomeShape,
  DeferredRevenue: deferredShape,
  RecurringRevenue: recurringShape,
  ReceivablesAgeing: ageingShape,
  JournalTransaction: journalShape,
  UsageReport: usageReport,
  AccountUsage: accountUsageShape,
  BillingEvent: eventShape,
  WebhookEndpoint: endpointShape,
  NewWebhookEndpoint: newEndpointShape,
  WebhookTest: webhookTestShape,
  WebhookLane: laneShape,
  WebhookLanesChanged: lanesChangedShape,
  WebhookTry: tryShape,
  Replay: replayShape,
  PortalLink: portalLink,
  Preview: preview,
  TestClock: testClockShape,
  Holding: holdingShape,
  EventOwner: eventOwnerShape,
  EventPerson: eventPersonShape,
  Job: jobShape,
  JobRow: jobRowShape,
  JobStarted: jobStartedShape,
  ImportBeginning: importBeginningShape,
  Problem: problem,
};

export type ComponentName = keyof typeof COMPONENTS;
