import { measureLedger } from "./billing/ledger.ts";
import { measurePdf } from "./billing/pdf.ts";
import { measureProration } from "./billing/proration.ts";
import { measureSearch } from "./billing/search.ts";
import { measureSimulation } from "./billing/simulation.ts";
import { measureUsage } from "./billing/usage.ts";
import type { Asked, Figure } from "./figure.ts";

const SECTIONS: { [name: string]: (short: boolean) => Promise<Figure[]> } = {
  search: measureSearch,
  ledger: measureLedger,
  pdf: measurePdf,
  simulation: measureSimulation,
  proration: measureProration,
  usage: measureUsage,
};

/** Billing: how soon an account is found, what the books say, what an invoice on paper costs, and how a simulated company fares. */
export async function measure({ short, section }: Asked): Promise<Figure[]> {
  if (section !== null && !(section in SECTIONS)) {
    throw new Error(`no such section: ${section}; there are ${Object.keys(SECTIONS).join(", ")}`);
  }
  const figures: Figure[] = [];
  for (const [name, run] of Object.entries(SECTIONS)) {
    if (section === null || section === name) figures.push(...(await run(short)));
  }
  return figures;
}
