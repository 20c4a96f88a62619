import * as z from "zod";
import { fail, ok } from "../../kit/result.ts";
import { isTest } from "../account/account.ts";
import type { Books, Task } from "../books/books.ts";
import { clockMove, clockStep } from "../clock/test-clock.ts";
import { bind, type Deed, SYSTEM } from "../command/command.ts";
import { companySchema } from "../company/company.ts";
import { noteRevenue } from "../ledger/revenue/revenue-note.ts";
import { FINAL_USAGE } from "../subscription/ending.ts";
import { noteEvents } from "../webhook/event-note.ts";
import { TASKS } from "./task-rules.ts";
import { nextDueMs } from "./tasks.ts";

/** Tasks that one command does at most, so that each stays a short transaction. */
export const TASKS_PER_ADVANCE_MAX = 100;
/** Periods of meters that one command is told of at most. */
export const MEASURED_MAX = 1_000;

const decimal = z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/);
const measured = { quantity: decimal, events: z.int().nonnegative() };
const period = { meterId: z.string().max(80), startMs: z.int(), endMs: z.int() };
const advanceInput = z.strictObject({
  /** What the account's meters say of periods that are over and not billed, or were billed otherwise. */
  measured: z
    .array(z.strictObject({ ...period, ...measured, billed: z.strictObject(measured).nullable() }))
    .max(MEASURED_MAX)
    .default([]),
});

/**
 * Does what is due, each task at the time at which it was due and in that order, so that a schedule that comes late
 * writes what one in time would have. `more` is true when tasks are left that are due.
 */
function advance(books: Books, input: z.output<typeof advanceInput>, deed: Deed) {
  for (const usage of input.measured) books.measured.put({ ...usage, id: `${usage.meterId}/${usage.startMs}` });
  // What was used until an end is measured once that has come: of what ends in here the next advance bills it.
  const isFinal = ({ kind }: Task) => kind === FINAL_USAGE;
  const measurable = new Set(books.tasks.list().flatMap((task) => (isFinal(task) ? [task.id] : [])));
  let done = 0;
  for (; done < TASKS_PER_ADVANCE_MAX; done += 1) {
    const [task] = books.tasks.list().sort((a, b) => a.dueMs - b.dueMs || (a.id < b.id ? -1 : 1));
    if (!task || task.dueMs > deed.nowMs || (isFinal(task) && !measurable.has(task.id))) break;
    const rule = TASKS[task.kind];
    if (!rule) throw new Error(`Nothing knows what to do for a task of the kind ${task.kind}`);
    books.tasks.remove(task.id);
    rule(books, task, { ...deed, nowMs: task.dueMs, actor: SYSTEM });
    noteRevenue(books, task.dueMs);
    noteEvents(books, task.dueMs);
  }
  const left = new Set(books.measured.list().map(({ id }) => id));
  for (const id of left) books.measured.remove(id);
  const billed = input.measured.map(({ meterId, startMs }) => `${meterId}/${startMs}`).filter((id) => !left.has(id));
  const dueMs = nextDueMs(books);
  return ok({ done, more: dueMs !== null && dueMs <= deed.nowMs, billed });
}

/** Takes over the company's settings of a later version. */
function adoptCompany(books: Books, input: z.output<typeof companySchema>) {
  const known = books.company();
  if (known && known.version > input.version)
    return fail("older-version", "These settings are older than the known ones.");
  books.putCompany(input);
  return ok({ version: input.version });
}

/** Moves the time of its own forward that an account was opened with; the next `account.advance` does what is due by then. */
function setClock(books: Books, { toMs }: { toMs: number }) {
  const account = books.account();
  if (!account) return fail("no-such-account", "There is no such account.");
  const { clockMs } = account;
  if (clockMs === null) return fail("live-account", "Only an account that was opened with a test clock goes by one.");
  const step = clockStep(clockMs, toMs);
  if (!step.ok) return step;
  books.putAccount({ ...account, clockMs: toMs });
  return ok({ clockMs: toMs });
}

/** Takes the account's clock away: from now on it goes by everyone's time, and what fell due meanwhile is done. */
function endClock(books: Books, _: object, deed: Deed) {
  const account = books.account();
  if (!account) return fail("no-such-account", "There is no such account.");
  if (isTest(account)) return fail("test-account", "A test account goes by its test clock for ever.");
  if ((account.clockMs ?? 0) > deed.nowMs) return fail("clock-ahead", "What happened in the future cannot be undone.");
  books.putAccount({ ...account, clockMs: null });
  return ok({ clockMs: null });
}

/** Ends an effect of which nothing is to be told: the envelope settles it. */
function endEffect(books: Books, { effectId }: { effectId: string }) {
  books.outbox.remove(effectId);
  return ok({ effectId });
}

export const SCHEDULE_COMMANDS = {
  "effect.end": bind(z.strictObject({ effectId: z.string().max(255) }), endEffect),
  "account.advance": bind(advanceInput, advance),
  "company.adopt": bind(companySchema, adoptCompany),
  "clock.set": bind(clockMove, setClock),
  "clock.end": bind(z.strictObject({}), endClock),
};
