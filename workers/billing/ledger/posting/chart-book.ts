import { fail, type Result } from "../../../kit/result.ts";
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

/** Whether an account (`?1`, a code) has entries, or some by hand that wait for a person. */
const IS_USED = `(exists (select 1 from ledger_sum where chart = ?1 or chart glob ?1 || ':*')
  or exists (select 1 from ledger_manual as m, json_each(m.postings) as p
    where m.status in ('asked', 'pending') and (p.value ->> '$.account' = ?1 or p.value ->> '$.account' glob ?1 || ':*')))`;

/** Changes the chart. An account that has entries stays, and one to which somebody asked to book. */
export async function putChart(db: D1Database, change: ChartChange): Promise<Result<ChartAccount[], ChartRefusal>> {
  const code = change.kind === "add" ? change.account.code : change.code;
  const entries = await db.prepare(`select ${IS_USED} as used`).bind(code).first<number>("used");
  const changed = changeChart(await readChart(db), change, () => entries === 1);
  if (!changed.ok) return changed;
  const account = changed.value.find((each) => each.code === code);
  const conflict = change.kind === "add" ? "nothing" : "update set account = excluded.account";
  const { meta } = await (account
    ? db
        .prepare(`insert into ledger_chart (code, account) values (?, ?) on conflict do ${conflict}`)
        .bind(code, JSON.stringify(account))
        .run()
    : db.prepare(`delete from ledger_chart where code = ?1 and not ${IS_USED}`).bind(code).run());
  // Somebody was faster: with the same code, or with a first entry.
  if (change.kind === "add" && meta.changes === 0) return fail("code-taken", `There is an account ${code}.`);
  if (change.kind === "remove" && meta.changes === 0)
    return fail("in-use", `Account ${code} has entries, or some that wait; it stays.`);
  return changed;
}
