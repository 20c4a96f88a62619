import { accountBooks } from "../account-client.ts";
import { recentCompany } from "../company/company-book.ts";
import { eachBounded } from "../job/bounds.ts";
import type { Job, JobRow, RowResult, StepOutcome } from "../job/job.ts";
import { waitingRows } from "../job/job-book.ts";
import type { JobKind } from "../job/job-kind.ts";
import type { Billed } from "./billed.ts";
import { runInput } from "./run-input.ts";
import { SharedDesk } from "./shared-desk.ts";

/** Accounts that one step of the collection notes. */
const COLLECTED_MAX = 10_000;
/** Letters of a reason that a page shows. */
const DETAIL_CHARS_MAX = 500;

/**
 * Notes who has something due. Accounts are taken in the order of their places, so that a step that was cut off goes on after
 * the last one that it noted; who is billed by an alarm meanwhile is looked at all the same.
 */
const COLLECT = `insert into billing_job_row (job_id, no, status, subject, account_id, name, place)
  select ?1, no, 'waiting', id, id, name, iif(due_ms = 0, ?2, due_ms) from billing_account
  where due_ms <= ?2 and (?3 is null or product_id = ?3)
    and no > (select coalesce(max(no), 0) from billing_job_row where job_id = ?1)
  order by no limit ${COLLECTED_MAX}`;

async function collect(env: Env, job: Job): Promise<StepOutcome> {
  const { untilMs, productId } = runInput.parse(JSON.parse(job.input));
  const { meta } = await env.DB.prepare(COLLECT).bind(job.id, untilMs, productId).run();
  return { phase: meta.changes < COLLECTED_MAX ? "bill" : "collect" };
}

/** Has the next accounts do what is due, some at a time, or say what they would do. */
async function bill(env: Env, job: Job, nowMs: number): Promise<StepOutcome> {
  const { untilMs, dry } = runInput.parse(JSON.parse(job.input));
  const waiting = await waitingRows(env.DB, job.id);
  if (waiting.length === 0) return { status: "done" };
  const company = await recentCompany(env.DB, nowMs);
  const desk = new SharedDesk(env, nowMs);
  const visited = (row: JobRow) =>
    visit(row, dry, () => {
      const books = accountBooks(env, row.subject);
      const window = { fromMs: row.place, untilMs };
      return dry ? books.wouldBill(window) : desk.visit(() => books.bill(window, desk, company));
    });
  return { rows: await eachBounded(waiting, visited) };
}

async function visit({ no }: JobRow, dry: boolean, billing: () => Promise<Billed>): Promise<RowResult> {
  try {
    return resultOf(no, await billing(), dry);
  } catch (error) {
    // A rule that throws for this account says nothing about the others.
    const detail = (error instanceof Error ? error.message : String(error)).slice(0, DETAIL_CHARS_MAX);
    return { no, status: "failed", detail };
  }
}

const HELD = {
  number: "An invoice waits for its number.",
  tax: "An invoice waits for the tax register's answer.",
};

function resultOf(no: number, { currency, amount, invoices, held, more }: Billed, dry: boolean): RowResult {
  const result = { no, currency, amount, items: invoices };
  const [waits] = held;
  if (!dry && waits) return { ...result, status: "held", detail: HELD[waits] };
  if (!dry && more) return { ...result, status: "held", detail: "Something else was due and is not done." };
  return { ...result, status: invoices > 0 ? "done" : "nothing" };
}

/** The bulk invoice run: whatever was due by a time is done, and who was not billed is named with the reason. */
export const invoiceRun: JobKind = { phases: { collect, bill } };
