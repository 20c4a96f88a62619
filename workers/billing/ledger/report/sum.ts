import type { D1Database } from "@cloudflare/workers-types";
import type { Month } from "../period/month.ts";
import { type ChartAccount, codeOf } from "../posting/chart.ts";

/** The entries of one account of the chart in one month, of one kind of transaction. Minor units. */
export interface LedgerSum {
  month: Month;
  chart: string;
  currency: string;
  kind: string;
  debits: number;
  credits: number;
}

/** Sums until a month, included: of one legal entity's books, or of all of them together. */
export async function readSums(db: D1Database, until: Month, entity: string | null = null): Promise<LedgerSum[]> {
  const { results } = await db
    .prepare(
      `select month, chart, currency, kind, sum(debits) as debits, sum(credits) as credits from ledger_sum
       where month <= ?1 and (?2 is null or entity = ?2) group by month, chart, currency, kind order by chart, currency, month, kind`,
    )
    .bind(until, entity)
    .all<LedgerSum>();
  return results;
}

/** The chart's account that a sum is of; one that is unknown stands for itself, so that nothing is left out. */
export function accountOf(chart: readonly ChartAccount[], name: string): ChartAccount {
  const code = codeOf(name);
  const found = chart.find((account) => account.code === code);
  if (found) return found;
  return { code, name: code, class: "asset", contra: false, divided: null, exportName: code, exportCode: code };
}
