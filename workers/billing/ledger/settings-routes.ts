import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { companySchema } from "../company/company.ts";
import { companyVersions, readCompany } from "../company/company-book.ts";
import { changeCompany } from "../company/company-change.ts";
import { isCurrency } from "../currency.ts";
import { isDecimal, scaled } from "../pricing/decimal.ts";
import { refused } from "../refusal.ts";
import { putRates, readRates } from "./exchange/rate-book.ts";
import { type ChartAccount as BookAccount, type ChartChange, isBuiltIn } from "./posting/chart.ts";
import { putChart, readChart } from "./posting/chart-book.ts";
import type { ChartAccount } from "./view.ts";

/** Rates that one request stores. */
const RATES_MAX = 500;

const name = z.string().trim().min(1).max(80);
const code = z.string().regex(/^\d{4}$/, "A code is four digits.");
const names = { name, exportName: name, exportCode: z.string().trim().min(1).max(20) };

const chartChange = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("add"),
    account: z.object({
      code,
      ...names,
      class: z.enum(["asset", "liability", "equity", "income", "expense"]),
      contra: z.boolean(),
      divided: z.null(),
    }),
  }),
  z.object({ kind: z.literal("change"), code, ...names }),
  z.object({ kind: z.literal("remove"), code }),
]);

const currency = z.string().refine(isCurrency, "There is no such currency.");
const rate = z.object({
  currency,
  base: currency,
  day: z.iso.date(),
  rate: z.string().refine((text) => isDecimal(text) && scaled(text) > 0n, "A rate is a number above zero."),
});

/** The company's settings, its chart and its exchange rates. */
export const settingsRoutes = new Hono<App>()
  .get("/company", allow("billing:read"), async (c) =>
    c.json({ company: await readCompany(c.env.DB), versions: await companyVersions(c.env.DB) }),
  )
  .put("/company", allow("billing:settings"), jsonInput(companySchema), async (c) => {
    const saved = await changeCompany(c, c.req.valid("json"));
    return saved.ok ? c.json(saved.value) : refused(c, saved);
  })
  .get("/chart", allow("billing:read"), async (c) => c.json({ accounts: chartView(await readChart(c.env.DB)) }))
  .post("/chart", allow("billing:close"), jsonInput(chartChange), async (c) => {
    const change: ChartChange = c.req.valid("json");
    const target = `ledger-account:${change.kind === "add" ? change.account.code : change.code}`;
    await audit(c, { action: "chart.changed", target, detail: JSON.parse(JSON.stringify(change)) });
    const changed = await putChart(c.env.DB, change);
    return changed.ok ? c.json({ accounts: chartView(changed.value) }) : refused(c, changed);
  })
  .get("/rates", allow("billing:read"), async (c) => c.json({ rates: await readRates(c.env.DB) }))
  .put(
    "/rates",
    allow("billing:close"),
    jsonInput(z.object({ rates: z.array(rate).min(1).max(RATES_MAX) })),
    async (c) => {
      const { rates } = c.req.valid("json");
      await audit(c, { action: "rates.stored", target: "ledger:rates", detail: { rates: rates.length } });
      await putRates(c.env.DB, rates);
      return c.json({ stored: rates.length });
    },
  );

const chartView = (chart: readonly BookAccount[]): ChartAccount[] =>
  chart.map((account) => ({ ...account, builtIn: isBuiltIn(account.code) }));
