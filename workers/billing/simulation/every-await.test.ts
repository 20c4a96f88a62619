import { expect, it } from "vitest";
import { DAY_MS } from "../../kit/time.ts";
import { monthlyPrice, TEST_CARD } from "../account-fixture.ts";
import type { RecordBooks } from "../books/record-books.ts";
import { MAIN_ENTITY } from "../company/legal-entity.ts";
import { settlementId } from "../ledger/posting/posting-rule.ts";
import type { Transaction } from "../ledger/posting/transaction.ts";
import { Bookkeeper } from "./bookkeeper.ts";
import { Chance } from "./chance.ts";
import { SimulatedCompany } from "./company.ts";
import { brokenCompanyLaws } from "./company-laws.ts";
import { brokenLaws, brokenSeries, everything } from "./laws.ts";
import { type Mishaps, NO_MISHAPS } from "./mishaps.ts";
import { METERS } from "./price-list.ts";
import { brokenReports } from "./report-laws.ts";

const START_MS = Date.UTC(2026, 0, 22, 9);
const [BUYER, OTHER] = ["01999999-9999-7999-8999-000000000001", "01999999-9999-7999-8999-000000000002"];
const GREECE = { line1: "1 Street", line2: "", city: "Athens", region: "", postalCode: "10431", country: "GR" };
const WEEK = { unit: "week", count: 1 } as const;
const SEATS = monthlyPrice(1_000, { interval: WEEK, proration: { granularity: "day", timing: "now" } });
const MESSAGES = monthlyPrice(0, {
  interval: WEEK,
  charge: { kind: "per-unit", unitAmount: "0.7" },
  usage: { kind: "metered", meterId: "messages" },
});

/**
 * Three weeks of an account in which everything happens that asks somebody else: a tax id, numbers, charges that the gateway answers
 * late, before and after its webhook, refunds, a dispute, usage, a change, transfers by bank in and out, a merge, a month's close, payouts.
 */
async function lived(mishaps: Mishaps): Promise<SimulatedCompany> {
  const company = new SimulatedCompany(START_MS, mishaps, { meters: METERS });
  company.plan(new Bookkeeper(company, new Chance(1), MAIN_ENTITY));
  const wait = (days: number) => company.live(company.nowMs + days * DAY_MS);
  const account = company.open(BUYER, { address: GREECE, timeZone: "Europe/Athens" });
  company.open(OTHER);
  let cards = 0;
  const card = (kind: string) => account.must("method.attach", { ...TEST_CARD, token: `tok_${kind}~${++cards}` });
  const bill = async (kind: string, amount: number) => {
    card(kind);
    account.must("invoice.create", { lines: [{ description: "Training", amount }] });
    await wait(1);
    return account.books.invoices.list().at(-1);
  };

  account.must("tax-id.set", { value: "EL094259216" });
  card("timeout_after_commit");
  const items = [
    { price: SEATS, quantity: 2 },
    { price: MESSAGES, quantity: 1 },
  ];
  account.must("subscription.create", { items });
  await wait(2);
  const events = [1, 2].map((at) => ({ id: `e${at}`, meterId: "messages", atMs: company.nowMs, value: `${at}00` }));
  account.recordUsage(events.map((event) => ({ ...event, name: null, corrects: null, cancels: false })));
  const [subscription] = account.books.subscriptions.list();
  const changed = (subscription?.items ?? []).map(({ id, price, quantity }) => {
    return { id, price, quantity: price.id === SEATS.id ? 5 : quantity };
  });
  account.must("subscription.change", { subscriptionId: subscription?.id, items: changed, timing: "now" });
  await wait(1);
  const credited = await bill("refund_timeout", 5_000);
  const [line] = credited?.lines ?? [];
  const settlement = { refundAmount: 1_200, balanceAmount: 300, outOfBandAmount: 0 };
  const lines = [{ invoiceLineId: line?.id, grossAmount: 1_500 }];
  account.must("credit-note.issue", { invoiceId: credited?.id, lines, reason: "unsatisfactory", settlement });
  await bill("webhook_first", 700);
  await bill("dispute_lost_1", 900);
  const collection = { kind: "send-invoice", daysUntilDue: 14 };
  account.must("invoice.create", { lines: [{ description: "Books", amount: 4_000 }], collection });
  await wait(1);
  const owed = account.books.invoices.list().find(({ lines: [first] }) => first?.description === "Books");
  const bankReference = "bank-1";
  const transfer = {
    invoiceId: owed?.id ?? null,
    amount: 5_000,
    currency: "EUR",
    bankReference,
    bookedMs: company.nowMs,
  };
  await company.bank.came(BUYER, transfer);
  await company.bank.came(OTHER, transfer);
  const arrived = account.books.payments.list().find(({ reference }) => reference === bankReference);
  account.must("refund.start", { paymentId: arrived?.id, creditNoteId: null, amount: 100 });
  await company.bank.went(BUYER, account.books.refunds.list().at(-1)?.id ?? "", bankReference);
  await company.merge(OTHER, BUYER);
  card("ok");
  await wait(8);
  account.must("subscription.cancel", { subscriptionId: subscription?.id, at: "now" });
  await wait(10);
  company.calm = true;
  await wait(0);
  return company;
}

/** One mishap at the nth occasion that there is for it; `occasions` says how many there were. */
function once(kind: "kills" | "repeats", nth: number): { mishaps: Mishaps; occasions: () => number } {
  let passed = 0;
  return { mishaps: { ...NO_MISHAPS, [kind]: () => ++passed === nth }, occasions: () => passed };
}

/** What everybody's books and the company's lists say: all but when it was done, and how often a gateway was asked. */
async function booksOf({ accounts, env }: SimulatedCompany): Promise<string> {
  const lists = await Promise.all(
    [
      "select account_id, chart, currency, kind, month, amount, entity from ledger_entry order by 1, 2, 3, 4, 5, 6, 7",
      "select month, chart, currency, kind, entity, debits, credits, entries from ledger_sum order by 1, 2, 3, 4, 5",
      "select account_id, seq, currency, kind, change, amount from ledger_mrr order by 1, 2",
      "select account_id, currency, entity, amount from ledger_owed order by 1, 2, 3",
      "select account_id, kind, entity, entries from ledger_pending order by 1, 2, 3, 4",
      "select account_id, status, amount, fee, refunded, disputed from billing_payment order by 1, 2, 3, 4, 5, 6",
      "select amount, currency, status, movements, unmatched, posted_ms is null from billing_payout order by 1, 2, 3, 4, 5, 6",
      "select kind from billing_case where resolved_ms is null order by 1",
      "select month, kind, status, digest from ledger_close order by 1",
      "select bank_reference, account_id from billing_transfer order by 1",
      "select bank_reference, account_id, told from billing_refund_transfer order by 1",
    ].map(async (sql) => (await env.DB.prepare(sql).all()).results),
  );
  const said = [...accounts.values()].map(({ books, told }) => [
    [...everything(books).filter(([name]) => name !== "ledger"), ["ledger", postedBy(books)]].map(([name, rows]) =>
      Array.isArray(rows) ? rows.map((row) => JSON.stringify(row, untimed)).sort() : name,
    ),
    told.flatMap(({ type }) => (type.endsWith(".updated") ? [] : [type])).sort(),
  ]);
  return JSON.stringify([said, lists], untimed);
}

/**
 * What the ledger came to, whether or not it was expected first: who is killed asks the gateway again, and hears at once what it had not
 * answered before.
 */
const postedBy = ({ ledger }: RecordBooks): Transaction[] =>
  ledger.list().flatMap((each) => {
    if (each.pendingId !== null)
      return each.status === "posted" ? { ...each, id: each.pendingId.replace(/^expected:/, ""), pendingId: null } : [];
    return ledger.get(settlementId(each.id)) === null ? each : [];
  });

/** A record without times, which a kill may move, and without how often a gateway was asked. */
const untimed = (key: string, value: unknown): unknown =>
  /Ms$|^inquiries$/.test(key) && typeof value === "number" ? "a time" : value;

/** Of the awaits every so many are tried, as all of them take a minute: `EVERY_AWAIT=1` tries all. */
const STRIDE = process.env.EVERY_AWAIT ? 1 : 10;

it.each([
  { kind: "kills", how: "at whichever await it dies", stride: STRIDE },
  { kind: "repeats", how: "whatever comes twice", stride: 1 },
] as const)(
  "comes to the same books $how",
  async ({ kind, stride }) => {
    const { mishaps, occasions } = once(kind, 0);
    const quiet = await lived(mishaps);
    const should = await booksOf(quiet);
    const broken = await brokenReports(quiet);
    expect([...broken, ...(await brokenCompanyLaws(quiet))]).toEqual([]);
    expect(occasions()).toBeGreaterThan(kind === "kills" ? 300 : 30);
    const differing: string[] = [];
    for (let nth = 1; nth <= occasions(); nth += stride) {
      const company = await lived(once(kind, nth).mishaps);
      const all = [...company.accounts.values()];
      const wrong = [...all.flatMap(brokenLaws), ...brokenSeries(company.series, all)];
      if ((await booksOf(company)) !== should) wrong.push("other books");
      if (wrong.length > 0) differing.push(`${kind} at ${nth}: ${wrong.join("; ")}`);
    }
    expect(differing).toEqual([]);
  },
  300_000,
);
