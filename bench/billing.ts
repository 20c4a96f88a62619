import { measureLedger } from "./billing/ledger.ts";
import { measurePdf } from "./billing/pdf.ts";
import { measureProration } from "./billing/proration.ts";
import { measureSearch } from "./billing/search.ts";
import { measureSimulation } from "./billing/simulation.ts";
import { measureUsage } from "./billing/usage.ts";
import { measureSections } from "./figure.ts";

/** Billing: how soon an account is found, what the books say, what an invoice on paper costs, and how a simulated company fares. */
export const measure = measureSections({
  search: measureSearch,
  ledger: measureLedger,
  pdf: measurePdf,
  simulation: measureSimulation,
  proration: measureProration,
  usage: measureUsage,
});
