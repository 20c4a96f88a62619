import { type Context, Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import type { Failure } from "../../kit/result.ts";
import { tokenRefusal } from "../second-person.ts";
import { accountLedger } from "./account-ledger.ts";
import { readChart } from "./chart-book.ts";
import { checkStep, compareStep, readCheck, rebuildStep, startCheck } from "./check.ts";
import {
  accountsBehind,
  askReopening,
  closeMonth,
  decideReopening,
  openMonth,
  type Person,
  periodEvents,
} from "./close.ts";
import { journalQueue, sendAgain } from "./general-ledger.ts";
import { httpLedger } from "./http-ledger.ts";
import { askManual, decideManual, manualEntries } from "./manual.ts";
import { MONTH_PATTERN, monthOf } from "./month.ts";
import { AMOUNT_MAX, POSTINGS_MAX } from "./posting-rule.ts";
import { trialBalance } from "./report.ts";
import { readSums } from "./sum.ts";
import type { CloseView } from "./view.ts";

const month = z.string().regex(MONTH_PATTERN);
const reason = z.string().trim().min(1, "Say why.").max(500);
const decision = z.object({ agrees: z.boolean() });
/** `anyway`: also while accounts have still to post what is of the month. */
const closing = z.object({ month, anyway: z.boolean().default(false) });
/** Where a step goes on; everything from "" on. */
const stretch = z.object({ after: z.string().max(60) });

const posting = z.object({
  account: z.string().min(4).max(80),
  direction: z.enum(["debit", "credit"]),
  amount: z.int().positive().max(AMOUNT_MAX),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

const manual = z.object({
  effectiveMs: z.int().nonnegative(),
  description: reason,
  postings: z.array(posting).min(2).max(POSTINGS_MAX),
});

/** Accounts of the chart that are empty when everything arrived: processors' clearing and refunds on their way. */
const CLEARING = ["1050", "2200"];

/** Closing months, entries made by hand, and the comparison with the accounts' own ledgers. */
export const closeRoutes = new Hono<App>()
  .get("/close", allow("billing:read"), async (c) => c.json(await closeView(c.env, c.get("nowMs"))))
  .post("/close", allow("billing:close"), jsonInput(closing), async (c) => {
    const { month: wanted, anyway } = c.req.valid("json");
    await audit(c, { action: "period.closed", target: `period:${wanted}` });
    const closed = await closeMonth(c.env.DB, wanted, personOf(c), c.get("nowMs"), anyway);
    return closed.ok ? c.json(closed.value) : refused(c, closed);
  })
  .post("/reopenings", allow("billing:close"), jsonInput(z.object({ month, reason })), async (c) => {
    const wanted = c.req.valid("json");
    await audit(c, { action: "period.reopening-asked", target: `period:${wanted.month}`, detail: wanted });
    const asked = await askReopening(c.env.DB, wanted.month, wanted.reason, personOf(c), c.get("nowMs"));
    return asked.ok ? c.json(asked.value, 201) : refused(c, asked);
  })
  .post("/reopenings/:id", allow("billing:close"), jsonInput(decision), async (c) => {
    const token = tokenRefusal(c);
    if (token) return token;
    const { agrees } = c.req.valid("json");
    await audit(c, {
      action: "period.reopening-decided",
      target: `reopening:${c.req.param("id")}`,
      detail: { agrees },
    });
    const decided = await decideReopening(c.env.DB, c.req.param("id"), agrees, personOf(c), c.get("nowMs"));
    return decided.ok ? c.json(decided.value) : refused(c, decided);
  })
  .post("/manual", allow("billing:close"), jsonInput(manual), async (c) => {
    const wanted = c.req.valid("json");
    await audit(c, { action: "manual-entry.asked", target: "ledger:manual", detail: wanted });
    const asked = await askManual(c.env.DB, await readChart(c.env.DB), wanted, personOf(c), c.get("nowMs"));
    return asked.ok ? c.json(asked.value, 201) : refused(c, asked);
  })
  .post("/manual/:id", allow("billing:close"), jsonInput(decision), async (c) => {
    const token = tokenRefusal(c);
    if (token) return token;
    const { agrees } = c.req.valid("json");
    await audit(c, { action: "manual-entry.decided", target: `manual:${c.req.param("id")}`, detail: { agrees } });
    const decided = await decideManual(c.env.DB, c.req.param("id"), agrees, personOf(c), c.get("nowMs"));
    return decided.ok ? c.json(decided.value) : refused(c, decided);
  })
  .post("/journals/:number/send", allow("billing:close"), async (c) => {
    const { number } = c.req.param();
    await audit(c, { action: "journal.sent-again", target: `journal:${number}` });
    if (await sendAgain(c.env.DB, number, c.get("nowMs"))) return c.json({});
    return problem(c, { status: 409, reason: "not-parked", detail: `Journal ${number} does not wait for anybody.` });
  })
  .post("/check", allow("billing:operate"), async (c) => {
    await startCheck(c.env.DB, c.get("nowMs"));
    await checkStep(c.env.DB, accountLedger(c.env), c.get("nowMs"));
    return c.json(await readCheck(c.env.DB));
  })
  .post("/compare", allow("billing:operate"), jsonInput(stretch), async (c) => {
    const { after } = c.req.valid("json");
    const step = await compareStep(c.env.DB, accountLedger(c.env), after, c.get("nowMs"));
    return c.json({ ...step, differences: step.next === null ? (await readCheck(c.env.DB)).differences : [] });
  })
  .post("/rebuild", allow("billing:operate"), jsonInput(stretch), async (c) => {
    const { after } = c.req.valid("json");
    if (after === "") await audit(c, { action: "ledger.rebuilt", target: "ledger:company" });
    return c.json(await rebuildStep(c.env.DB, accountLedger(c.env), after));
  });

async function closeView(env: Env, nowMs: number): Promise<CloseView> {
  const { DB: db } = env;
  const [open, events, entries, check, chart, sums, generalLedger] = await Promise.all([
    openMonth(db),
    periodEvents(db),
    manualEntries(db),
    readCheck(db),
    readChart(db),
    readSums(db, monthOf(nowMs)),
    httpLedger(env) === null ? null : journalQueue(db),
  ]);
  const clearing = [...new Set(sums.map(({ currency }) => currency))].flatMap((currency) =>
    trialBalance(
      chart,
      sums.filter((sum) => sum.currency === currency),
      monthOf(nowMs),
    )
      .filter(({ chart: name, closing }) => CLEARING.some((code) => name.startsWith(code)) && closing !== 0)
      .map(({ chart: name, name: title, closing }) => ({ chart: name, name: title, currency, amount: closing })),
  );
  const [first] = sums.map(({ month }) => month).sort();
  const next = open ?? first;
  const behind = next === undefined || next >= monthOf(nowMs) ? 0 : await accountsBehind(db, next);
  return { openMonth: open, events, manual: entries, check, generalLedger, clearing, behind };
}

/** Who asks: a token asks for the person who made it, so that nobody is their own second person. */
const personOf = (c: Context<App>): Person => {
  const { id, name, personId } = c.get("actor");
  return { id: personId ?? id, name };
};

const refused = (c: Context<App>, { reason: why, detail }: Failure<string>) =>
  problem(c, { status: why.startsWith("no-such") ? 404 : 409, reason: why, detail });
