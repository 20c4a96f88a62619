import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { companySchema } from "../company/company.ts";
import { companyVersions, readCompany } from "../company/company-book.ts";
import { changeCompany } from "../company/company-change.ts";
import { refused } from "../refusal.ts";
import { readRates } from "./exchange/rate-book.ts";
import { storeRates, storing } from "./exchange/rate-input.ts";
import { changeChartBy, chartChange, chartView } from "./posting/chart-input.ts";

/** The company's settings, its chart and its exchange rates. */
export const settingsRoutes = new Hono<App>()
  .get("/company", allow("billing:read"), async (c) =>
    c.json({ company: await readCompany(c.env.DB), versions: await companyVersions(c.env.DB) }),
  )
  .put("/company", allow("billing:settings"), jsonInput(companySchema), async (c) => {
    const saved = await changeCompany(c, c.req.valid("json"));
    return saved.ok ? c.json(saved.value) : refused(c, saved);
  })
  .get("/chart", allow("billing:read"), async (c) => c.json({ accounts: await chartView(c.env.DB) }))
  .post("/chart", allow("billing:close"), jsonInput(chartChange), async (c) => {
    const changed = await changeChartBy(c, c.req.valid("json"));
    return changed.ok ? c.json({ accounts: changed.value }) : refused(c, changed);
  })
  .get("/rates", allow("billing:read"), async (c) => c.json({ rates: await readRates(c.env.DB) }))
  .put("/rates", allow("billing:close"), jsonInput(storing), async (c) =>
    c.json(await storeRates(c, c.req.valid("json"))),
  );
