import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";
import { FIRST_COMPANY } from "../company/company-book.ts";
import { BOOKS_END_MS } from "./period/month.ts";
import { postingsOf } from "./posting/postings.ts";
import type { Transaction } from "./posting/transaction.ts";
import { projectTransactions } from "./projection/projection.ts";
import { projectingMovements } from "./revenue/mrr-book.ts";

const DAY = Date.UTC(2026, 0, 5);

const posted = (kind: string, atMs: number, amount: number, debit: string, credit: string): Transaction => ({
  id: `${kind}:1`,
  kind,
  effectiveMs: atMs,
  occurredMs: atMs,
  status: "posted",
  postings: postingsOf("EUR", [
    [debit, amount],
    [credit, -amount],
  ]),
  source: "invoice:in_1",
  description: kind,
  reversalOf: null,
  pendingId: null,
});

async function ask(path: string, method = "GET", body?: unknown) {
  const answer = await exports.default.fetch(`https://x/console/api/billing/ledger${path}`, {
    method,
    headers: { authorization: "Bearer test-owner-token", "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, json: text.startsWith("{") ? JSON.parse(text) : null };
}

it("gives reports, drills down to entries, exports, closes", async () => {
  await projectTransactions(env.DB, "acc", [
    posted("invoice-finalised", DAY, 1_000, "1100", "2000"),
    posted("revenue-recognised", DAY + 1, 400, "2000", "4000:shop"),
  ]);
  await env.DB.batch(
    projectingMovements(env.DB, [
      {
        accountId: "acc",
        movements: [
          { id: "1", atMs: DAY, currency: "EUR", kind: "new", change: 1_000, amount: 1_000, cohort: "2026-01" },
        ],
      },
    ]),
  );
  const of = "?currency=EUR&month=2026-01&months=1";
  expect((await ask("/state")).json).toMatchObject({ firstMonth: "2026-01", currencies: ["EUR"], openMonth: null });
  expect((await ask(`/overview${of}`)).json).toMatchObject({
    revenue: [400],
    months: [{ closing: 1_000, accounts: 1 }],
    ageing: { total: 1_000, buckets: [0, 0, 0, 1_000] },
  });
  expect((await ask(`/trial-balance${of}`)).json.rows).toHaveLength(3);
  expect((await ask(`/income${of}`)).json.result).toEqual([400]);
  expect((await ask(`/balance-sheet${of}`)).json).toMatchObject({ earnings: [400], difference: [0] });
  expect((await ask(`/deferred${of}`)).json).toMatchObject({
    months: [{ opening: 0, closing: 600 }],
    waterfall: [{ billed: "2026-01", amount: 1_000, recognised: [400], reduced: 0, left: 600 }],
  });
  // What was billed before the months that are asked for is a row of its own, so that all of them are the account.
  expect((await ask("/deferred?currency=EUR&month=2026-02&months=1")).json.waterfall).toEqual([
    { billed: null, amount: 600, recognised: [0], reduced: 0, left: 600 },
    { billed: "2026-02", amount: 0, recognised: [0], reduced: 0, left: 0 },
  ]);
  expect((await ask(`/recurring${of}`)).json.cohorts).toEqual([{ month: "2026-01", accounts: 1, revenue: [1_000] }]);
  expect((await ask("/ageing?month=2026-01")).json.accounts).toMatchObject([
    { accountId: "acc", buckets: [1_000, 0, 0, 0] },
  ]);
  const journal = (await ask("/journal?month=2026-01&chart=4000")).json;
  expect(journal.transactions).toMatchObject([{ id: "revenue-recognised:1", accountId: "acc", correction: false }]);
  expect((await ask("/export/csv?month=2026-01")).text.split("\r\n")).toHaveLength(6);
  expect((await ask("/export/quickbooks?month=2026-01")).text).toContain("01/05/2026,Accounts receivable,10.00,");
  expect((await ask("/export/xero?month=2026-01")).text).toContain(
    "31/01/2026,Accounts receivable,1100,Tax Exempt,10.00",
  );
  expect((await ask("/export/xero/files?month=2026-01")).json).toEqual({ object: "xero_files", files: 1 });
  expect((await ask("/export/xero?month=2026-01&part=2")).status).toBe(404);
  expect((await ask("/export/pdf?month=2026-01")).status).toBe(404);
  expect(await ask("/close", "POST", { month: "2026-01" })).toMatchObject({
    status: 200,
    json: { openMonth: "2026-02" },
  });
  expect((await ask("/compare", "POST", { after: "month:2026-01" })).json).toEqual({
    ...{ next: null, accounts: 0, differences: [] },
  });
  expect((await ask("/close", "POST", { month: "2025-01" })).json.title).toBe("not-next");
  expect((await ask("/reopenings", "POST", { month: "2026-01", reason: " " })).status).toBe(422);
  expect((await ask("/trial-balance?currency=EUR&months=37")).status).toBe(422);
});

it.each(["/reopenings", "/manual"])("lets no token be the second person of what waits in %s", async (path) => {
  expect(await ask(`${path}/any`, "POST", { agrees: true })).toMatchObject({
    status: 403,
    json: { title: "not-a-person" },
  });
});

it("takes entries by hand of months that order themselves by their text, and no others", async () => {
  const sides = [
    { account: "5000", direction: "debit", amount: 1, currency: "EUR" },
    { account: "1000", direction: "credit", amount: 1, currency: "EUR" },
  ];
  const write = (effectiveMs: number) =>
    ask("/manual", "POST", { effectiveMs, description: "Far away", postings: sides });
  expect(await write(BOOKS_END_MS)).toMatchObject({
    status: 201,
    json: { status: "asked", effectiveMs: BOOKS_END_MS },
  });
  expect(await write(BOOKS_END_MS + 1)).toMatchObject({ status: 422, json: { title: "invalid-input" } });
});

it("keeps versions of the settings, the chart and rates", async () => {
  expect((await ask("/company")).json).toEqual({ company: FIRST_COMPANY, versions: [] });
  const changed = { ...FIRST_COMPANY, invoicePrefix: "A-" };
  expect((await ask("/company", "PUT", changed)).json).toMatchObject({ version: 2, invoicePrefix: "A-" });
  expect((await ask("/company", "PUT", changed)).json.title).toBe("changed-meanwhile");
  expect((await ask("/company")).json).toMatchObject({
    company: { version: 2 },
    versions: [{ changedByName: "owner token" }],
  });
  const monthly = { ...changed, version: 2, recognition: "monthly" };
  expect((await ask("/company", "PUT", monthly)).json).toMatchObject({ version: 3 });
  await projectTransactions(env.DB, "acc", [posted("invoice-finalised", DAY, 1_000, "1100", "2000")]);
  const back = { ...monthly, version: 3, recognition: "daily" };
  expect((await ask("/company", "PUT", back)).json.title).toBe("recognition-in-use");
  const names = { name: "Rent", exportName: "Rent", exportCode: "469" };
  const account = { code: "5300", ...names, class: "expense", contra: false };
  expect((await ask("/chart", "POST", { kind: "add", account })).json.accounts).toHaveLength(25);
  expect((await ask("/chart", "POST", { kind: "remove", code: "1000" })).json.title).toBe("built-in");
  expect((await ask("/chart", "POST", { kind: "remove", code: "5300" })).json.accounts).toHaveLength(24);
  const rate = { currency: "USD", base: "EUR", day: "2026-01-31", rate: "0.9" };
  expect((await ask("/rates", "PUT", { rates: [rate] })).json).toEqual({ stored: 1 });
  expect((await ask("/rates", "PUT", { rates: [{ ...rate, rate: "0" }] })).status).toBe(422);
  expect((await ask("/rates")).json.rates).toEqual([rate]);
});
