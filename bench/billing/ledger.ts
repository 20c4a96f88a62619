import type { D1Database } from "@cloudflare/workers-types";
import { BUILT_IN } from "../../workers/billing/ledger/posting/chart.ts";
import { postResult } from "../../workers/billing/ledger/posting/posting-rule.ts";
import { postingsOf } from "../../workers/billing/ledger/posting/postings.ts";
import type { Transaction } from "../../workers/billing/ledger/posting/transaction.ts";
import { projectTransactions } from "../../workers/billing/ledger/projection/projection.ts";
import { wrongSums } from "../../workers/billing/ledger/projection/rebuild.ts";
import { ageing } from "../../workers/billing/ledger/report/ageing.ts";
import { trialBalance } from "../../workers/billing/ledger/report/report.ts";
import { readSums } from "../../workers/billing/ledger/report/sum.ts";
import { quantiles } from "../errors/load.ts";
import type { Figure } from "../figure.ts";
import { withDatabase } from "./database.ts";

const MONTHS = 24;
const COPIES = 20;
const ENTRIES_PER_MONTH = 11;
const ENTRIES = 1_000_000;
const SHORT_ENTRIES = 50_000;
const LAST_MONTH = "2025-12";
const CALLS = 20;
const RULE_RUNS = 200_000;
const TRIAL_BALANCE_MS = 2_000;
/** Another seed is kept beside the one before. */
const SEED = 2;

/** The trial balance over a million entries, beside the sum over all of them; projecting entries; the posting rule. */
export function measureLedger(short: boolean): Promise<Figure[]> {
  const accounts = COPIES * Math.ceil((short ? SHORT_ENTRIES : ENTRIES) / MONTHS / ENTRIES_PER_MONTH / COPIES);
  return withDatabase(
    `ledger-${SEED}-${accounts}`,
    (db) => seed(db, accounts),
    async (db) => [ruleFigure(), ...(await figures(db, accounts))],
  );
}

/** Some accounts are projected, and the rest are copies of them: projecting a million entries takes minutes. */
async function seed(db: D1Database, accounts: number): Promise<void> {
  for (let at = 0; at < accounts / COPIES; at++) await projectTransactions(db, `account-${at}`, lifeOf(at));
  for (let copy = 1; copy < COPIES; copy++) {
    await db.batch([
      db
        .prepare(`insert into ledger_transaction (account_id, id, kind, month, posted_ms, occurred_ms, correction,
          source, description, reversal_of, entity, journal) select account_id || ?, id, kind, month, posted_ms, occurred_ms, correction,
          source, description, reversal_of, entity, journal from ledger_transaction where account_id not glob '*/*'`)
        .bind(`/${copy}`),
      db
        .prepare(`insert into ledger_entry select account_id || ?, transaction_id, line, chart, currency, amount, month, kind, entity
          from ledger_entry where account_id not glob '*/*'`)
        .bind(`/${copy}`),
      db
        .prepare(
          `insert into ledger_owed select account_id || ?, currency, amount, entity from ledger_owed where account_id not glob '*/*'`,
        )
        .bind(`/${copy}`),
    ]);
  }
  await db.exec(
    `update ledger_sum set debits = debits * ${COPIES}, credits = credits * ${COPIES}, entries = entries * ${COPIES}`,
  );
}

async function figures(db: D1Database, accounts: number): Promise<Figure[]> {
  await scan(db);
  const [entries, scanMs] = await timed(() => scan(db));
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const [rows, ms] = await timed(async () => trialBalance(BUILT_IN, await readSums(db, LAST_MONTH), LAST_MONTH));
    times.push(ms);
    for (const { chart, closing } of rows) {
      if (entries.get(chart) !== closing)
        throw new Error(`${chart} is ${closing}, its entries sum to ${entries.get(chart)}`);
    }
  }
  const [, receivableMs] = await timed(() => receivable(db));
  const [owed, ageingMs] = await timed(() => ageing(db, Date.UTC(2026, 0, 1)));
  if (owed.totals.some(({ total }) => total !== entries.get("1100")))
    throw new Error("ageing differs from receivables");
  const [wrong, checkMs] = await timed(() => wrongSums(db, LAST_MONTH));
  if (wrong.length > 0) throw new Error(`sums are wrong: ${wrong.join("; ")}`);
  const news = Array.from({ length: 20 }, (_, at) => lifeOf(at));
  const [, projectMs] = await timed(async () => {
    for (const [at, life] of news.entries()) await projectTransactions(db, `${Date.now()}-${at}`, life);
  });
  const count = accounts * MONTHS * ENTRIES_PER_MONTH;
  return [
    {
      name: `trial balance over ${count.toLocaleString("en")} entries, p95`,
      value: quantiles(times).p95,
      unit: "ms",
      floor: { name: "sum over all entries", value: scanMs },
      bar: { atMost: TRIAL_BALANCE_MS, of: "value" },
    },
    {
      ...{ name: "ageing of receivables", value: ageingMs, unit: "ms" },
      floor: { name: "sum over all of their entries", value: receivableMs },
    },
    {
      ...{ name: "a month's sums compared with its entries", value: checkMs, unit: "ms" },
      floor: { name: "sum over all entries", value: scanMs },
    },
    {
      name: "entries projected",
      value: (news.length * MONTHS * ENTRIES_PER_MONTH) / (projectMs / 1_000),
      unit: "/s",
    },
  ];
}

const receivable = (db: D1Database) =>
  db.prepare("select sum(amount) as amount from ledger_entry where chart = '1100'").first<number>("amount");

/** Balances by all entries, one by one. */
async function scan(db: D1Database): Promise<Map<string, number>> {
  const { results } = await db
    .prepare("select chart, sum(amount) as amount from ledger_entry where month <= ? group by chart")
    .bind(LAST_MONTH)
    .all<{ chart: string; amount: number }>();
  return new Map(results.map(({ chart, amount }) => [chart, amount]));
}

function ruleFigure(): Figure {
  const life = lifeOf(0);
  const beganMs = performance.now();
  let taken = 0;
  for (let run = 0; run < RULE_RUNS; run++) {
    const transaction = life[run % life.length];
    if (transaction && postResult(transaction, () => null) === "created") taken += transaction.postings.length;
  }
  const value = taken / ((performance.now() - beganMs) / 1_000);
  return { name: "postings through the rule, in memory", value, unit: "/s" };
}

async function timed<Value>(work: () => Promise<Value>): Promise<[Value, number]> {
  const beganMs = performance.now();
  const value = await work();
  return [value, performance.now() - beganMs];
}

/** Two years of an account: each month an invoice with tax, its payment and fee, and revenue in two parts. Every tenth invoice stays unpaid. */
function lifeOf(at: number): Transaction[] {
  const net = 1_000 + (at % 50) * 100;
  const tax = Math.round(net * 0.19);
  return Array.from({ length: MONTHS }, (_, month) => {
    const atMs = Date.UTC(2024, month, 1 + (at % 28));
    const paid = (at + month) % 10 !== 0;
    const half = Math.floor(net / 2);
    return [
      made("invoice-finalised", month, atMs, { "1100": net + tax, "2000": -net, "2050:DE": -tax }),
      made("payment-succeeded", month, atMs + 1, paid ? { "1050:local": net + tax, "1100": -net - tax } : NOTHING),
      made("payment-fee", month, atMs + 1, { "5000": 30, "1050:local": -30 }),
      made("revenue-recognised", month, atMs + 2, { "2000": half, [`4000:${at % 5}`]: -half }),
      made("revenue-recognised-2", month, atMs + 3, { "2000": net - half, [`4000:${at % 5}`]: half - net }),
    ];
  }).flat();
}

const NOTHING = { "1000": 1, "3000": -1 };

const made = (kind: string, month: number, atMs: number, debits: Record<string, number>): Transaction => ({
  id: `${kind}:${month}`,
  kind,
  effectiveMs: atMs,
  occurredMs: atMs,
  status: "posted",
  postings: postingsOf("EUR", Object.entries(debits)),
  source: `invoice:${month}`,
  description: kind,
  reversalOf: null,
  pendingId: null,
});
