import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../../front/access.ts";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { jsonInput, queryInput } from "../../../front/input.ts";
import { MAIN_ENTITY } from "../../company/legal-entity.ts";
import { refused } from "../../refusal.ts";
import { sendJournal, toldLedger } from "../export/ledger-sending.ts";
import { readChart } from "../posting/chart-book.ts";
import { accountLedger } from "../projection/account-ledger.ts";
import { checkStep, compareStep, readCheck, rebuildStep, startCheck } from "../projection/check.ts";
import { trialBalance } from "../report/report.ts";
import { readSums } from "../report/sum.ts";
import type { CloseView } from "../view.ts";
import { askEntry, decideEntry, reverseEntry, reversing, settleEntry, settling, writing } from "./by-hand.ts";
import { periodEvents } from "./close.ts";
import { askToReopen, closeBooks, closing, decideOnReopening, reopening } from "./closing.ts";
import { manualEntries } from "./manual.ts";
import { monthOf } from "./month.ts";
import { bookMonths } from "./state.ts";

const decision = z.object({ agrees: z.boolean() });
/** Whose books; the company's own unless said. */
const entity = z.string().max(40).default(MAIN_ENTITY);
const whose = z.object({ entity });
/** Where a step goes on; everything from "" on. */
const stretch = z.object({ after: z.string().max(60) });

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
    const decided = await decideOnReopening(c, c.req.param("id"), c.req.valid("json").agrees);
    return decided instanceof Response ? decided : c.json(decided);
  })
  .post("/manual", allow("billing:close"), jsonInput(writing), async (c) => {
    const asked = await askEntry(c, c.req.valid("json"));
    return asked.ok ? c.json(asked.value, 201) : refused(c, asked);
  })
  .post("/manual/:id", allow("billing:close"), jsonInput(decision), async (c) => {
    const decided = await decideEntry(c, c.req.param("id"), c.req.valid("json").agrees);
    return decided instanceof Response ? decided : c.json(decided);
  })
  .post("/manual/:id/settlement", allow("billing:close"), jsonInput(settling), async (c) => {
    const settled = await settleEntry(c, c.req.param("id"), c.req.valid("json"));
    return settled.ok ? c.json(settled.value) : refused(c, settled);
  })
  .post("/manual/:id/reversal", allow("billing:close"), jsonInput(reversing), async (c) => {
    const asked = await reverseEntry(c, c.req.param("id"), c.req.valid("json"));
    return asked.ok ? c.json(asked.value, 201) : refused(c, asked);
  })
  .post("/journals/:number/send", allow("billing:close"), async (c) => {
    const sent = await sendJournal(c, c.req.param("number"));
    return sent.ok ? c.json({}) : refused(c, sent);
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
    toldLedger(env),
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
