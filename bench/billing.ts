import { measureAuditChain } from "./billing/audit-chain.ts";
import { measureBill } from "./billing/bill.ts";
import { measureImport } from "./billing/import.ts";
import { measureInvoiceRun } from "./billing/invoice-run.ts";
import { measureLedger } from "./billing/ledger.ts";
import { measurePdf } from "./billing/pdf.ts";
import { measurePostings } from "./billing/postings.ts";
import { measureProration } from "./billing/proration.ts";
import { measureSearch } from "./billing/search.ts";
import { measureSimulation } from "./billing/simulation.ts";
import { measureUsage } from "./billing/usage.ts";
import { measureWebhooks } from "./billing/webhooks.ts";
import { measureSections } from "./figure.ts";

/** Billing: how soon an account is found, what the books say, what an invoice on paper costs, and how a simulated company fares. */
export const measure = measureSections({
  search: measureSearch,
  "invoice-run": measureInvoiceRun,
  import: measureImport,
  ledger: measureLedger,
  postings: measurePostings,
  "audit-chain": measureAuditChain,
  pdf: measurePdf,
  simulation: measureSimulation,
  proration: measureProration,
  usage: measureUsage,
  webhooks: measureWebhooks,
  bill: measureBill,
});
