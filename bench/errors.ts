import { measureBill } from "./errors/bill.ts";
import { measureGrouping } from "./errors/grouping.ts";
import { measureIngest } from "./errors/ingest.ts";
import { measureLists } from "./errors/list.ts";
import { measurePages } from "./errors/pages.ts";
import { measureSearchable } from "./errors/searchable.ts";
import type { Asked, Figure } from "./figure.ts";

const SECTIONS: { [name: string]: (short: boolean) => Promise<Figure[]> } = {
  grouping: measureGrouping,
  ingest: measureIngest,
  searchable: measureSearchable,
  list: measureLists,
  pages: measurePages,
  bill: measureBill,
};

/** Error tracking: how fast events are grouped, what the front door takes, how soon it can be found, how fast it is listed and shown, and what Cloudflare would charge. */
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
