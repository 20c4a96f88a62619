import { sum } from "../../kit/sum.ts";
import { DAY_MS } from "../../kit/time.ts";
import { runningWaiver } from "../account/waiver.ts";
import { accountLedger } from "../ledger/projection/account-ledger.ts";
import { checkStep, readCheck } from "../ledger/projection/check.ts";
import { COMPANY_LEDGER } from "../ledger/projection/projection.ts";
import { recurringRevenue } from "../ledger/revenue/mrr.ts";
import { readMovements } from "../ledger/revenue/mrr-book.ts";
import { bankLaws } from "./bank.ts";
import type { SimulatedCompany } from "./company.ts";
import { CURRENCIES } from "./price-list.ts";

/** What of the laws the company's lists and payouts break, in words: they agree with the accounts' books to the minor unit. */
export async function brokenCompanyLaws(company: SimulatedCompany): Promise<string[]> {
  return [
    ...(await ledgerLaws(company)),
    ...(await payoutLaws(company)),
    ...(await revenueLaws(company)),
    ...(await bankLaws(company)),
  ];
}

/** The nightly check, over all accounts. */
async function ledgerLaws({ env, nowMs }: SimulatedCompany): Promise<string[]> {
  for (;;) {
    await checkStep(env.DB, accountLedger(env), nowMs);
    const { state, differences } = await readCheck(env.DB);
    if (state?.finishedMs === nowMs)
      return differences.map(({ subject, detail }) => `the lists: ${subject}: ${detail}`);
  }
}

/** What is newer may not be reconciled yet. */
const RECENT_MS = 2 * DAY_MS;

interface Payout {
  id: string;
  unmatched: number;
  arrivalMs: number;
  postedMs: number | null;
}

/** Every payout is its movements, each of which the books know; what is paid out is at the bank, the rest is in clearing. */
async function payoutLaws({ env, till, accounts, nowMs }: SimulatedCompany): Promise<string[]> {
  const { results } = await env.DB.prepare(
    "select id, unmatched, arrival_ms as arrivalMs, posted_ms as postedMs from billing_payout",
  ).all<Payout>();
  const broken = results.flatMap(({ id, unmatched, arrivalMs, postedMs }) => [
    ...(unmatched === 0 || arrivalMs > nowMs - RECENT_MS ? [] : [`payout ${id}: ${unmatched} of it nobody knows`]),
    ...(postedMs === null && arrivalMs <= nowMs - RECENT_MS ? [`payout ${id} never arrived`] : []),
  ]);
  const made = till.listPayouts(0);
  const posted = new Set(results.flatMap(({ id, postedMs }) => (postedMs === null ? [] : [id])));
  const unheard = made.filter(({ id, arrivalMs }) => !posted.has(id) && arrivalMs <= nowMs - RECENT_MS);
  broken.push(...unheard.map(({ id }) => `payout ${id} is not known`));
  const open = await env.DB.prepare("select kind, known from billing_case where resolved_ms is null").all<{
    kind: string;
    known: string;
  }>();
  // While refunds eat up what comes in, the gateway pays nothing out, and that is a case.
  const waiting = new Set(till.listMovements({ sinceMs: 0 }).map(({ charge }) => charge));
  for (const { kind, known } of open.results) {
    const { reference } = JSON.parse(known) as { reference?: string }; // as the case was opened
    if (kind !== "missing-at-gateway" || !waiting.has(reference ?? null))
      broken.push(`a case is open: ${kind} ${known}`);
  }
  for (const currency of CURRENCIES) {
    const moved = [{ sinceMs: 0 }, ...made.map(({ id }) => ({ payout: id }))].flatMap((of) => till.listMovements(of));
    const net = sum(moved.flatMap((one) => (one.currency === currency ? one.net : [])));
    const clearing = sum([...accounts.values()].map(({ books }) => books.ledger.balance("1050:local", currency)));
    if (net !== clearing) broken.push(`${currency}: the gateway moved ${net}, the books cleared ${clearing}`);
    const bank = await env.DB.prepare(
      "select coalesce(sum(amount), 0) as amount from ledger_entry where account_id = ? and chart = '1000' and currency = ?",
    )
      .bind(COMPANY_LEDGER, currency)
      .first<{ amount: number }>();
    const paidOut = sum(made.flatMap((one) => (one.currency === currency && posted.has(one.id) ? one.amount : [])));
    if (bank?.amount !== paidOut) broken.push(`${currency}: ${paidOut} was paid out, ${bank?.amount} is at the bank`);
  }
  return broken;
}

/** Recurring revenue equals its movements, of each account and of the company. */
async function revenueLaws({ env, accounts, nowMs }: SimulatedCompany): Promise<string[]> {
  const broken: string[] = [];
  const total = new Map<string, number>();
  for (const { id, books } of accounts.values()) {
    const comped = runningWaiver(books.waivers.list(), nowMs) !== null;
    const revenue = recurringRevenue(books.subscriptions.list(), comped);
    const movements = books.movements.list();
    const moved = sum(movements.map(({ change }) => change));
    if (movements.some(({ atMs }, at) => atMs < (movements[at - 1]?.atMs ?? 0)))
      broken.push(`${id}: its movements are not in the order of time`);
    if (revenue !== moved) broken.push(`${id}: pays ${revenue} a month, its movements sum up to ${moved}`);
    const currency = books.account()?.currency ?? "";
    total.set(currency, (total.get(currency) ?? 0) + revenue);
  }
  for (const currency of CURRENCIES) {
    const listed = sum((await readMovements(env.DB, currency)).map(({ change }) => change));
    if (listed !== (total.get(currency) ?? 0))
      broken.push(`${currency}: pays ${total.get(currency)}, listed are ${listed}`);
  }
  return broken;
}
