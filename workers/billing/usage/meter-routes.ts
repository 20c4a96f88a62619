import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { accountBooks } from "../account-client.ts";
import { catalogueId } from "../catalogue/catalogue-id.ts";
import { newMeter } from "./meter.ts";
import { listMeters } from "./meter-book.ts";
import { addMeter } from "./meter-change.ts";

/** What is measured, and what accounts used, under `/console/api/billing/usage`. */
export const meterRoutes = new Hono<App>()
  .get("/meters", allow("billing:read"), async (c) => c.json({ meters: await listMeters(c.env.DB) }))
  .get("/accounts/:id", allow("billing:read"), async (c) => {
    const meters = await listMeters(c.env.DB);
    return c.json(await accountBooks(c.env, c.req.param("id")).usage(meters, c.get("nowMs")));
  })
  .post("/meters", allow("billing:catalogue"), jsonInput(newMeter), async (c) => {
    const made = await addMeter(c, catalogueId("meter"), c.req.valid("json"));
    return made.ok ? c.json(made.value, 201) : problem(c, made.problem);
  });
