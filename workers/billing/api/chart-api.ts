import { type Context, Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import type { Result } from "../../kit/result.ts";
import { adding, changeChartBy, chartView, renaming } from "../ledger/posting/chart-input.ts";
import type { ChartAccount } from "../ledger/view.ts";
import { refused } from "../refusal.ts";
import { listed } from "./list-query.ts";
import { noCursor, noSuchThing, pageOf } from "./resource.ts";

/** An account of the chart as programs read it: its id is its code. */
export interface ChartAccountResource extends ChartAccount {
  object: "chart_account";
  id: string;
}

/** The chart of accounts, for programs: read, added to and renamed. */
export const chartApi = new Hono<App>()
  .get("/chart_accounts", allow("billing:read"), queryInput(listed), async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const chart = (await chartView(c.env.DB)).map(accountResource);
    const last = cursor === undefined ? -1 : chart.findIndex(({ id }) => id === cursor);
    if (cursor !== undefined && last === -1) return noCursor(c);
    return c.json(pageOf(chart.slice(last + 1), limit));
  })
  .get("/chart_accounts/:id", allow("billing:read"), async (c) => {
    const found = (await chartView(c.env.DB)).find(({ code }) => code === c.req.param("id"));
    return found ? c.json(accountResource(found)) : noSuchThing(c);
  })
  .post("/chart_accounts", allow("billing:close"), jsonInput(adding), async (c) => {
    const account = c.req.valid("json");
    return answer(c, account.code, await changeChartBy(c, { kind: "add", account }), 201);
  })
  .post("/chart_accounts/:id", allow("billing:close"), jsonInput(renaming), async (c) => {
    const code = c.req.param("id");
    return answer(c, code, await changeChartBy(c, { kind: "change", code, ...c.req.valid("json") }));
  })
  .delete("/chart_accounts/:id", allow("billing:close"), async (c) => {
    const removed = await changeChartBy(c, { kind: "remove", code: c.req.param("id") });
    return removed.ok ? c.body(null, 204) : refused(c, removed);
  });

function answer(c: Context<App>, code: string, changed: Result<ChartAccount[], string>, status: 200 | 201 = 200) {
  if (!changed.ok) return refused(c, changed);
  const account = changed.value.find((each) => each.code === code);
  if (!account) throw new Error("what was changed is in the chart");
  return c.json(accountResource(account), status);
}

const accountResource = (account: ChartAccount): ChartAccountResource => ({
  ...{ id: account.code, object: "chart_account" },
  ...account,
});
