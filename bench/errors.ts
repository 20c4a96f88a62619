import { measureBill } from "./errors/bill.ts";
import { measureGrouping } from "./errors/grouping.ts";
import { measureIngest } from "./errors/ingest.ts";
import { measureLists } from "./errors/list.ts";
import { measurePages } from "./errors/pages.ts";
import { measureSearchable } from "./errors/searchable.ts";
import { measureSections } from "./figure.ts";

/** Error tracking: how fast events are grouped, what the front door takes, how soon it can be found, how fast it is listed and shown, and what Cloudflare would charge. */
export const measure = measureSections({
  grouping: measureGrouping,
  ingest: measureIngest,
  searchable: measureSearchable,
  list: measureLists,
  pages: measurePages,
  bill: measureBill,
});
