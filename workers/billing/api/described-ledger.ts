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
  expect(rest).toMatchObject({ data: [params], has_more: false });
  expect(await refusal("listManualEntries", { query: { cursor: "none" } })).toBe("422 invalid-cursor");
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
