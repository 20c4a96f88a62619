import type { Result } from "../../../kit/result.ts";
import { BUILT_IN, type ChartAccount, type ChartChange, type ChartRefusal, changeChart } from "./chart.ts";

/** The company's chart: the built-in accounts with what it changed, and its own. In the order of codes. */
export async function readChart(db: D1Database): Promise<ChartAccount[]> {
  const { results } = await db.prepare("select account from ledger_chart").all<{ account: string }>();
  // Rows are written by `putChart` only.
  const own = new Map(
    results.map(({ account }) => JSON.parse(account) as ChartAccount).map((each) => [each.code, each]),
  );
  const chart = BUILT_IN.map((account) => own.get(account.code) ?? account);
  const added = [...own.values()].filter(({ code }) => !BUILT_IN.some((account) => account.code === code));
  return [...chart, ...added].sort((a, b) => a.code.localeCompare(b.code));
}

/** Changes the chart. An account that has entries stays. */
export async function putChart(db: D1Database, change: ChartChange): Promise<Result<ChartAccount[], ChartRefusal>> {
  const code = change.kind === "add" ? change.account.code : change.code;
  const entries = await db
    .prepare("select 1 from ledger_sum where chart = ?1 or chart glob ?1 || ':*' limit 1")
    .bind(code)
    .first();
  const changed = changeChart(await readChart(db), change, () => entries !== null);
  if (!changed.ok) return changed;
  const account = changed.value.find((each) => each.code === code);
  await (account
    ? db
        .prepare(
          "insert into ledger_chart (code, account) values (?, ?) on conflict do update set account = excluded.account",
        )
        .bind(code, JSON.stringify(account))
        .run()
    : db
        .prepare(
          "delete from ledger_chart where code = ?1 and not exists (select 1 from ledger_sum where chart = ?1 or chart glob ?1 || ':*')",
        )
        .bind(code)
        .run());
  return changed;
}
