import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { queryInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { documentNumber, listFilter } from "./list-filter.ts";
import { listPage } from "./money-list.ts";

const named = z.enum(["invoices", "payments", "refunds", "disputes", "payouts"]);
/** Invoices that are named by a number: it is one customer's for each of the company's legal entities. */
const NUMBERED_MAX = 4;
const Numbered = z.object({ number: documentNumber });

/** Lists of all accounts' money, under `/console/api/billing/lists`: filtered, newest first, in pages. */
export const listRoutes = new Hono<App>()
  .get("/:list", allow("billing:read"), queryInput(listFilter), async (c) => {
    const list = named.safeParse(c.req.param("list"));
    if (!list.success) return problem(c, { status: 404, reason: "no-such-list", detail: "There is no such list." });
    return c.json(await listPage(c.env.DB, list.data, c.req.valid("query"), c.get("nowMs")));
  })
  .get("/invoices/numbered", allow("billing:read"), queryInput(Numbered), async (c) => {
    const { number } = c.req.valid("query");
    const { rows } = await listPage(c.env.DB, "invoices", { number, afterId: "" }, c.get("nowMs"), NUMBERED_MAX);
    return c.json({ invoices: rows });
  });
