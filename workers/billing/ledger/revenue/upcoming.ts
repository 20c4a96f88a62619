import type { D1Database } from "@cloudflare/workers-types";
import type { Books } from "../../books/books.ts";
import { entityIdOf } from "../../company/legal-entity.ts";
import { allNotesOf } from "../../invoice/credit-notes-of.ts";
import { isRecognised, recognisedFrom } from "../../invoice/recognise.ts";
import { type Month, monthOf } from "../period/month.ts";
import { DEFERRED } from "../posting/chart.ts";
import { signed } from "../posting/posting-rule.ts";
import { deliveredMs, recognitionDue } from "./recognition.ts";

/** What of an account's deferred revenue becomes revenue in a month, in whose books: minor units. A tuple, as lists keep many of them. */
export type Upcoming = [entity: string, currency: string, month: Month, amount: number];

/** When what is deferred in an account becomes revenue, as its invoices are now: all of it, as no other entry defers anything. */
export function upcomingRevenue(books: Books): Upcoming[] {
  const company = books.company();
  if (!company) return [];
  const upcoming = new Map<string, Upcoming>();
  for (const { kind, subject } of books.tasks.list()) {
    const invoice = isRecognised(kind) ? books.invoices.get(subject) : null;
    if (!invoice) continue;
    const notes = allNotesOf(books, subject);
    const due = recognitionDue(invoice, notes, recognisedFrom(invoice), deliveredMs(invoice), company.recognition);
    for (const { effectiveMs, postings } of due) {
      const amount = postings.reduce((sum, each) => sum + (each.account === DEFERRED ? signed(each) : 0), 0);
      const { currency } = invoice;
      const [entity, month] = [entityIdOf(invoice), monthOf(effectiveMs)];
      const key = `${entity} ${currency} ${month}`;
      const known = upcoming.get(key);
      if (known) known[3] += amount;
      else upcoming.set(key, [entity, currency, month, amount]);
    }
  }
  return [...upcoming.values()].filter(([, , , amount]) => amount !== 0);
}

/** A month in which deferred revenue becomes revenue; null for what other entries deferred, of which nobody knows when. */
export interface UpcomingMonth {
  month: Month | null;
  amount: number;
}

const BY_MONTH = `select e.value ->> '$[2]' as month, sum(e.value ->> '$[3]') as amount
  from billing_account as a, json_each(a.upcoming) as e
  where a.upcoming <> '[]' and e.value ->> '$[1]' = ?1 and (?2 is null or e.value ->> '$[0]' = ?2) group by 1 order by 1`;

/**
 * When the deferred revenue that stands now becomes revenue, in one currency, of one legal entity or all. `deferred` is what stands: what the
 * months leave of it is a row of its own, so that all rows add up to it.
 */
export async function upcomingMonths(
  db: D1Database,
  currency: string,
  deferred: number,
  entity: string | null = null,
): Promise<UpcomingMonth[]> {
  const { results } = await db.prepare(BY_MONTH).bind(currency, entity).all<{ month: Month; amount: number }>();
  const rest = results.reduce((left, { amount }) => left - amount, deferred);
  return rest === 0 ? results : [...results, { month: null, amount: rest }];
}
