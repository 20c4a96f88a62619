import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../../kit/time.ts";
import { postingsOf } from "../posting/postings.ts";
import { projectTransactions } from "../projection/projection.ts";
import {
  ATTEMPTS_MAX,
  type DailyJournal,
  type GeneralLedger,
  journalQueue,
  sendAgain,
  tellGeneralLedger,
} from "./general-ledger.ts";

const DAY = Date.UTC(2026, 0, 31);

const sale = (id: string, amount: number) =>
  projectTransactions(env.DB, "acc", [
    {
      id,
      kind: "invoice-finalised",
      effectiveMs: DAY + 5,
      occurredMs: DAY + 5,
      status: "posted",
      postings: postingsOf("EUR", [
        ["1100", amount],
        ["2000", -amount],
      ]),
      source: "",
      description: "",
      reversalOf: null,
      pendingId: null,
    },
  ]);

/** A ledger that answers as it is told and keeps each number once. */
function ledger(): GeneralLedger & { taken: Map<string, DailyJournal>; answer: "taken" | "retry" | "refused" } {
  const taken = new Map<string, DailyJournal>();
  return {
    taken,
    answer: "taken",
    async post(journal) {
      taken.set(journal.number, journal);
      return this.answer === "taken" ? { kind: "taken" } : { kind: this.answer, because: "busy" };
    },
  };
}
const journals = async () =>
  (await env.DB.prepare("select id, status, attempts from ledger_journal order by id").all()).results;

it("tells a general ledger each day once it is over, and what came late as a further journal", async () => {
  const books = ledger();
  await sale("a", 1_000);
  await tellGeneralLedger(env.DB, books, DAY + 10);
  expect(books.taken.size).toBe(0);
  await tellGeneralLedger(env.DB, books, DAY + DAY_MS);
  await tellGeneralLedger(env.DB, books, DAY + DAY_MS);
  expect([...books.taken.values()]).toEqual([
    {
      number: "2026-01-31",
      day: "2026-01-31",
      entity: "main",
      lines: [
        { account: "Accounts receivable", code: "1100", currency: "EUR", side: "debit", amount: "10.00" },
        { account: "Deferred revenue", code: "2000", currency: "EUR", side: "credit", amount: "10.00" },
      ],
    },
  ]);
  await sale("late", 500);
  await tellGeneralLedger(env.DB, books, DAY + 2 * DAY_MS);
  expect(books.taken.get("2026-01-31-2")?.lines[0]?.amount).toBe("5.00");
  expect(await journals()).toEqual([
    { id: "2026-01-31", status: "delivered", attempts: 1 },
    { id: "2026-01-31-2", status: "delivered", attempts: 1 },
  ]);
});

it("tries again with the same journal, and parks what is refused or tried too often", async () => {
  const books = ledger();
  books.answer = "retry";
  await sale("a", 1_000);
  let nowMs = DAY + DAY_MS;
  await tellGeneralLedger(env.DB, books, nowMs);
  await tellGeneralLedger(env.DB, books, nowMs + MINUTE_MS - 1);
  expect(await journals()).toEqual([{ id: "2026-01-31", status: "waiting", attempts: 1 }]);
  for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
    expect(await journals()).toMatchObject([{ status: "waiting", attempts: attempt }]);
    nowMs += DAY_MS;
    await tellGeneralLedger(env.DB, books, nowMs);
  }
  expect(await journals()).toEqual([{ id: "2026-01-31", status: "parked", attempts: ATTEMPTS_MAX }]);
  books.answer = "refused";
  await sale("b", 1);
  await tellGeneralLedger(env.DB, books, nowMs);
  expect(await journals()).toMatchObject([{ status: "parked" }, { id: "2026-01-31-2", status: "parked", attempts: 1 }]);

  expect(await journalQueue(env.DB)).toMatchObject({
    deliveredDay: null,
    waiting: 0,
    parked: [{ number: "2026-01-31" }, { number: "2026-01-31-2", attempts: 1, because: "busy" }],
  });
  expect([await sendAgain(env.DB, "2026-01-31", nowMs), await sendAgain(env.DB, "2026-02-31", nowMs)]).toEqual([
    true,
    false,
  ]);
  books.answer = "taken";
  await tellGeneralLedger(env.DB, books, nowMs);
  expect(await journals()).toMatchObject([{ status: "delivered", attempts: 1 }, { status: "parked" }]);
});
