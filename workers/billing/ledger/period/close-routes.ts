import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { jsonInput, queryInput } from "../../../front/input.ts";
import { problem } from "../../../front/problem.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { refused } from "../../refusal.ts";
import { tokenRefusal } from "../../second-person.ts";
import { journalQueue, sendAgain } from "../export/general-ledger.ts";
import { httpLedger } from "../export/http-ledger.ts";
import { readChart } from "../posting/chart-book.ts";
import { AMOUNT_MAX, POSTINGS_MAX } from "../posting/posting-rule.ts";
import { accountLedger } from "../projection/account-ledger.ts";
import { checkStep, compareStep, readCheck, rebuildStep, startCheck } from "../projection/check.ts";
import { trialBalance } from "../report/report.ts";
import { readSums } from "../report/sum.ts";
import type { CloseView } from "../view.ts";
import { decideReopening, periodEvents } from "./close.ts";
import { askToReopen, bookReason, closeBooks, closing, personOf, reopening, unknownEntity } from "./closing.ts";
import { askManual, decideManual, manualEntries, settleManual } from "./manual.ts";
import { monthOf } from "./month.ts";
import { bookMonths } from "./state.ts";

const decision = z.object({ agrees: z.boolean() });
/** Whose books; the company's own unless said. */
const entity = z.string().max(40).default(MAIN_ENTITY);
const whose = z.object({ entity });
/** Where a step goes on; everything from "" on. */
const stretch = z.object({ after: z.string().max(60) });

const posting = z.object({
  account: z.string().min(4).max(80),
  direction: z.enum(["debit", "credit"]),
  amount: z.int().positive().max(AMOUNT_MAX),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

const manual = z.object({
  entity,
  effectiveMs: z.int().nonnegative(),
  /** Until when it is only expected; null or absent for what is posted at once. */
  expiresMs: z.int().nonnegative().nullable().default(null),
  description: bookReason,
  postings: z.array(posting).min(2).max(POSTINGS_MAX),
});

/** What became of what was expected: it came, wholly unless `postings` say less, or it does not come. */
const settling = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.literal("posted"),
    postings: z.array(posting).min(2).max(POSTINGS_MAX).nullable().default(null),
  }),
  z.object({ outcome: z.literal("voided") }),
]);

/** Accounts of the chart that are empty when everything arrived: processors' clearing and refunds on their way. */
const CLEARING = ["1050", "2200"];

/** Closing months, entries made by hand, and the comparison with the accounts' own ledgers. */
export const closeRoutes = new Hono<App>()
  .get("/close", allow("billing:read"), queryInput(whose), async (c) =>
    c.json(await closeView(c.env, c.req.valid("query").entity, c.get("nowMs"))),
  )
  .post("/close", allow("billing:close"), jsonInput(closing.extend({ entity })), async (c) => {
    const { entity: of, ...wanted } = c.req.valid("json");
    const closed = await closeBooks(c, of, wanted);
    return closed.ok ? c.json(closed.value) : refused(c, closed);
  })
  .post("/reopenings", allow("billing:close"), jsonInput(reopening.extend({ entity })), async (c) => {
    const { entity: of, ...wanted } = c.req.valid("json");
    const asked = await askToReopen(c, of, wanted);
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
    const unknown = await unknownEntity(c.env.DB, wanted.entity);
    if (unknown) return refused(c, unknown);
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
  .post("/manual/:id/settlement", allow("billing:close"), jsonInput(settling), async (c) => {
    const wanted = c.req.valid("json");
    const id = c.req.param("id");
    await audit(c, { action: "manual-entry.settled", target: `manual:${id}`, detail: { ...wanted } });
    const postings = wanted.outcome === "voided" ? null : (wanted.postings ?? "all");
    const settled = await settleManual(c.env.DB, id, postings, personOf(c), c.get("nowMs"));
    return settled.ok ? c.json(settled.value) : refused(c, settled);
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

async function closeView(env: Env, of: string, nowMs: number): Promise<CloseView> {
  const { DB: db } = env;
  const [months, events, entries, check, chart, sums, generalLedger] = await Promise.all([
    bookMonths(db, of, nowMs),
    periodEvents(db, of),
    manualEntries(db, of),
    readCheck(db),
    readChart(db),
    readSums(db, monthOf(nowMs), of),
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
  return {
    ...months,
    events,
    manual: entries,
    check,
    generalLedger,
    clearing,
  };
}
