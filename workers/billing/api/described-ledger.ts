import { env } from "cloudflare:workers";
import { expect } from "vitest";
import type { TwoPeople } from "./described-approvals.ts";
import { must, refusal } from "./described-fixture.ts";

const MARCH = Date.UTC(2026, 2, 10);
const APRIL = Date.UTC(2026, 3, 10);

/** The two sides of an entry that moves something from one account of the chart to another. */
const moved = (amount: number, debit: string, credit: string) => [
  { account: debit, direction: "debit" as const, amount, currency: "SEK" },
  { account: credit, direction: "credit" as const, amount, currency: "SEK" },
];
const rent = { effectiveMs: MARCH, description: "Rent", postings: moved(900, "5000", "1000") };

/** Entries by hand, through the client: asked for by one, decided by another, settled and reversed. */
export async function describedManual({ asker, own, second }: TwoPeople): Promise<void> {
  const standing = async () => {
    const month = { currency: "SEK", month: "2026-04" } as const;
    return Object.fromEntries((await must("getTrialBalance", { query: month })).rows.map((row) => [row.chart, row]));
  };
  const key = { idempotencyKey: "rent-march" };
  const asked = await asker.must("askManualEntry", { body: rent }, key);
  // Asked again by who was cut off before the answer was kept: it is the same entry.
  await env.DB.prepare("delete from billing_answer").run();
  expect(await asker.must("askManualEntry", { body: rent }, key)).toEqual(asked);
  expect(asked).toMatchObject({ object: "manual_entry", status: "asked", entity: "main", ...rent });
  const params = { id: asked.id };
  expect(await refusal("approveManualEntry", { params })).toBe("403 not-a-person");
  expect(await asker.refusal("approveManualEntry", { params })).toBe("403 not-a-person");
  expect(await own.refusal("approveManualEntry", { params })).toBe("409 same-person");
  expect(await own.refusal("declineManualEntry", { params })).toBe("409 same-person");
  const reversing = { effectiveMs: APRIL, description: "It was paid twice" };
  expect(await asker.refusal("reverseManualEntry", { params, body: reversing })).toBe("409 not-posted");
  expect(await standing()).toEqual({});
  expect(await second.must("approveManualEntry", { params })).toMatchObject({ status: "posted" });
  expect(await second.refusal("declineManualEntry", { params })).toBe("409 decided-already");
  expect(await standing()).toMatchObject({ 1000: { closing: -900 }, 5000: { closing: 900 } });

  const refused = await asker.must("reverseManualEntry", { params, body: reversing });
  expect(await asker.refusal("reverseManualEntry", { params, body: reversing })).toBe("409 reversed-already");
  expect(await own.refusal("approveManualEntry", { params: { id: refused.id } })).toBe("409 same-person");
  await second.must("declineManualEntry", { params: { id: refused.id } });
  expect(await must("getManualEntry", { params })).toMatchObject({ status: "posted", reversalId: null });
  const { id: reversalId } = await asker.must("reverseManualEntry", { params, body: reversing });
  const reversal = { params: { id: reversalId } };
  expect(await second.must("approveManualEntry", reversal)).toMatchObject({
    ...{ status: "posted", reversalOf: asked.id, postings: moved(900, "1000", "5000").reverse() },
  });
  expect(await must("getManualEntry", { params })).toMatchObject({ reversalId });
  expect(await standing()).toMatchObject({ 1000: { closing: 0 }, 5000: { closing: 0, debits: 0, credits: 900 } });
  expect(await asker.refusal("reverseManualEntry", { params, body: reversing })).toBe("409 reversed-already");
  expect(await asker.refusal("reverseManualEntry", { ...reversal, body: reversing })).toBe("409 is-a-reversal");
  const nobody = { params: { id: "none" } };
  expect(await asker.refusal("reverseManualEntry", { ...nobody, body: reversing })).toBe("404 no-such-entry");
  expect(await second.refusal("approveManualEntry", nobody)).toBe("404 no-such-entry");
  expect(await refusal("getManualEntry", nobody)).toBe("404 not-found");

  const booking = (await must("listManualEntries", { query: { status: "asked" } })).data.find(({ caseId }) => caseId);
  const ofCase = { params: { id: booking?.id ?? "" } };
  expect(await second.must("approveManualEntry", ofCase)).toMatchObject({ caseId: "local:txn_2", status: "posted" });
  expect(await asker.refusal("reverseManualEntry", { ...ofCase, body: reversing })).toBe("409 books-a-case");

  // What is expected is posted as far as it came, and only that is reversed.
  const expiresMs = Date.now() + 3_600_000;
  const expected = await asker.must("askManualEntry", { body: { ...rent, expiresMs } });
  const settled = { params: { id: expected.id } };
  expect(await second.must("approveManualEntry", settled)).toMatchObject({ status: "pending", expiresMs });
  const tooMuch = { outcome: "posted", postings: moved(901, "5000", "1000") } as const;
  expect(await asker.refusal("settleManualEntry", { ...settled, body: tooMuch })).toBe("409 exceeds-pending-amount");
  const part = { outcome: "posted", postings: moved(400, "5000", "1000") } as const;
  expect(await asker.must("settleManualEntry", { ...settled, body: part })).toMatchObject({ status: "posted" });
  expect(await asker.must("reverseManualEntry", { ...settled, body: reversing })).toMatchObject({
    postings: moved(400, "1000", "5000").reverse(),
  });

  const first = await must("listManualEntries", { query: { entity: "main", status: "posted", limit: 2 } });
  expect(first.data.map(({ id }) => id)).toEqual([expected.id, reversalId]);
  const rest = await must("listManualEntries", { query: { status: "posted", cursor: first.next_cursor ?? "" } });
  expect(rest).toMatchObject({ data: [params, ofCase.params], has_more: false });
  expect(await refusal("listManualEntries", { query: { cursor: "none" } })).toBe("422 invalid-cursor");
  expect(await refusal("listManualEntries", { query: { entity: "moon" } })).toBe("422 no-such-entity");
  const wrong: [Partial<typeof rent> & { entity?: string }, string][] = [
    [{ postings: moved(1, "5000", "1000").map((each) => ({ ...each, currency: "EUX" })) }, "422 invalid-input"],
    [
      { postings: [...moved(1, "5000", "1000"), ...moved(1, "5000", "1000").slice(1)] },
      "409 debits-differ-from-credits",
    ],
    [{ postings: moved(1, "5999", "1000") }, "409 account-unknown"],
    [{ entity: "moon" }, "404 no-such-entity"],
  ];
  for (const [each, reason] of wrong)
    expect(await refusal("askManualEntry", { body: { ...rent, ...each } }), reason).toBe(reason);
}

/** The chart, through the client: what is built in stays, what is added goes as long as nothing needs it. */
export async function describedChart({ asker, second }: TwoPeople): Promise<void> {
  const travel = { code: "5300", name: "Travel", class: "expense" } as const;
  const params = { id: "5300" };
  const added = await must("addChartAccount", { body: travel });
  expect(added).toEqual({
    ...{ object: "chart_account", id: "5300", ...travel, contra: false, divided: null, builtIn: false },
    ...{ exportName: "Travel", exportCode: "5300" },
  });
  expect(await refusal("addChartAccount", { body: { ...travel, name: "Other" } })).toBe("409 code-taken");
  expect(await refusal("addChartAccount", { body: { ...travel, code: "5301" } })).toBe("409 name-taken");
  const mapped = await must("renameChartAccount", { params, body: { exportName: "Reisen", exportCode: "6650" } });
  expect(mapped).toEqual({ ...added, exportName: "Reisen", exportCode: "6650" });
  const renamed = await must("renameChartAccount", { params, body: { name: "Travelling" } });
  expect(renamed).toEqual({ ...mapped, name: "Travelling" });
  expect(await must("getChartAccount", { params })).toEqual(renamed);
  expect(await refusal("renameChartAccount", { params, body: { name: "Cash" } })).toBe("409 name-taken");
  expect(await refusal("renameChartAccount", { params, body: { name: " " } })).toBe("422 invalid-input");
  const none = { params: { id: "9999" } };
  expect(await refusal("renameChartAccount", { ...none, body: { name: "No" } })).toBe("404 no-such-account");
  expect(await refusal("getChartAccount", none)).toBe("404 not-found");
  const first = await must("listChartAccounts", { query: { limit: 2 } });
  expect(first.data).toMatchObject([{ id: "1000", builtIn: true }, { id: "1050" }]);
  const rest = await must("listChartAccounts", { query: { cursor: first.next_cursor ?? "", limit: 1 } });
  expect(rest.data).toMatchObject([{ id: "1100" }]);
  expect(await refusal("listChartAccounts", { query: { cursor: "9999" } })).toBe("422 invalid-cursor");

  expect(await refusal("removeChartAccount", { params: { id: "1000" } })).toBe("409 built-in");
  const trip = { effectiveMs: MARCH, description: "Trip", postings: moved(5, "5300", "1000") };
  const { id } = await asker.must("askManualEntry", { body: trip });
  expect(await refusal("removeChartAccount", { params }), "somebody may agree to it yet").toBe("409 in-use");
  await second.must("declineManualEntry", { params: { id } });
  await must("removeChartAccount", { params });
  expect(await refusal("removeChartAccount", { params })).toBe("404 no-such-account");
}

/** Exchange rates, through the client: entered, put right and listed. */
export async function describedRates(): Promise<void> {
  const rate = (day: string, of: string) => ({ currency: "NOK", base: "DKK", day, rate: of });
  const two = [rate("2026-03-02", "0.64"), rate("2026-03-01", "0.63")];
  expect(await must("storeExchangeRates", { body: { rates: two } })).toEqual({
    ...{ object: "exchange_rates_stored", stored: 2 },
  });
  await must("storeExchangeRates", { body: { rates: [rate("2026-03-02", "0.65")] } });
  const query = { currency: "NOK", limit: 1 };
  const first = await must("listExchangeRates", { query });
  expect(first.data).toEqual([{ object: "exchange_rate", ...rate("2026-03-02", "0.65") }]);
  const rest = await must("listExchangeRates", { query: { ...query, base: "DKK", cursor: first.next_cursor ?? "" } });
  expect(rest).toMatchObject({ data: [two[1]], next_cursor: null });
  expect((await must("listExchangeRates", { query: { base: "NOK" } })).data).toEqual([]);
  expect(await refusal("listExchangeRates", { query: { cursor: "1" } })).toBe("422 invalid-cursor");
  for (const wrong of [{ rate: "0" }, { rate: "x" }, { currency: "NOX" }, { base: "NOK" }])
    expect(await refusal("storeExchangeRates", { body: { rates: [{ ...rate("2026-03-01", "1"), ...wrong }] } })).toBe(
      "422 invalid-input",
    );
}

/** The books as files, and how a general ledger is told, through the client. */
export async function describedExports(): Promise<void> {
  const query = { month: "2026-03", currency: "SEK" };
  expect(await must("exportToQuickbooks", { query })).toContain(
    '03/10/2026,Processor fees,9.00,,"Processor fees, SEK"',
  );
  expect(await must("exportToXero", { query })).toContain("31/03/2026,Processor fees,5000,Tax Exempt,9.00");
  expect(await must("exportToXero", { query: { ...query, taxRate: "Keine" } })).toContain(",5000,Keine,9.00");
  expect(await must("countXeroFiles", { query })).toEqual({ object: "xero_files", files: 1 });
  expect(await refusal("exportToXero", { query: { ...query, part: 2 } })).toBe("404 no-such-file");
  expect(await must("countXeroFiles", { query: { month: "1999-01" } })).toMatchObject({ files: 0 });
  const rows = (await must("exportAsCsv", { query })).trimEnd().split("\r\n");
  expect(rows).toHaveLength(3);
  expect(rows[1]).toContain(",manual,5000,Processor fees,9.00,,SEK,");
  const lines = (await must("exportAsJson", { query })).trimEnd().split("\n");
  const [transaction] = (await must("listJournal", { query: { ...query, kind: "manual" } })).data;
  expect(lines.map((line) => ({ object: "journal_transaction", ...JSON.parse(line) }))).toEqual([transaction]);
  expect(await must("exportAsText", { query })).toContain("expenses:Processor fees  9.00 SEK\n");
  for (const file of ["exportToQuickbooks", "exportToXero", "exportAsCsv", "exportAsJson", "exportAsText"] as const)
    expect(await refusal(file, { query: { ...query, entity: "moon" } }), file).toBe("422 no-such-entity");
  expect(await refusal("exportAsCsv", { query: { month: "2026-13" } })).toBe("422 invalid-input");

  expect(await must("getGeneralLedger", {})).toEqual({
    ...{ object: "general_ledger", isSetUp: false, deliveredDay: null, waiting: 0, parked: [] },
  });
  await env.DB.prepare(
    "insert into ledger_journal (id, day, status, attempts, next_attempt_ms) values ('2026-03-10', '2026-03-10', 'parked', 12, 0)",
  ).run();
  const params = { id: "2026-03-10" };
  expect(await must("sendJournal", { params })).toMatchObject({ object: "general_ledger" });
  expect(await refusal("sendJournal", { params })).toBe("409 not-parked");
}

/** Opening a month again, through the client: another legal entity's, asked for by one and decided by another. */
export async function describedReopening({ asker, own, second }: TwoPeople): Promise<void> {
  const books = { id: "fr" };
  const [waits] = (await must("listPeriodEvents", { params: books, query: { limit: 1 } })).data;
  const old = { params: { id: waits?.id ?? "" } };
  expect(await refusal("approveReopening", old)).toBe("403 not-a-person");
  expect(await second.must("declineReopening", old)).toMatchObject({ status: "refused", month: "2026-01" });
  expect(await must("getBooks", { params: books })).toMatchObject({ openMonth: "2026-02" });

  const request = { params: books, body: { month: "2026-01", reason: "A bill came late" } };
  const key = { idempotencyKey: "reopen-january" };
  const asked = await asker.must("askReopening", request, key);
  // Asked again by who was cut off before the answer was kept: it is the same request.
  await env.DB.prepare("delete from billing_answer").run();
  expect(await asker.must("askReopening", request, key)).toEqual(asked);
  const params = { id: asked.id };
  expect(await must("getPeriodEvent", { params })).toEqual(asked);
  expect(await asker.refusal("approveReopening", { params })).toBe("403 not-a-person");
  expect(await own.refusal("approveReopening", { params })).toBe("409 same-person");
  expect(await own.refusal("declineReopening", { params })).toBe("409 same-person");
  expect(await must("getBooks", { params: books })).toMatchObject({ openMonth: "2026-02" });
  expect(await second.must("approveReopening", { params })).toMatchObject({ status: "done", kind: "reopen" });
  expect(await must("getBooks", { params: books })).toMatchObject({ openMonth: "2026-01" });
  expect(await second.refusal("declineReopening", { params })).toBe("409 decided-already");
  expect(await second.refusal("approveReopening", { params: { id: "none" } })).toBe("404 no-such-request");
  expect(await refusal("getPeriodEvent", { params: { id: "none" } })).toBe("404 not-found");
}
