import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { newId } from "../../kit/ids.ts";
import { accountBooks } from "../account-client.ts";
import { METERS_MAX, type Meter, newMeter } from "./meter.ts";
import { findMeter, insertMeter, listMeters, setMeterArchived } from "./meter-book.ts";

/** What is measured, and what accounts used, under `/console/api/billing/usage`. */
export const meterRoutes = new Hono<App>()
  .get("/meters", allow("billing:read"), async (c) => c.json({ meters: await listMeters(c.env.DB) }))
  .get("/accounts/:id", allow("billing:read"), async (c) => {
    const meters = await listMeters(c.env.DB);
    return c.json(await accountBooks(c.env, c.req.param("id")).usage(meters, c.get("nowMs")));
  })
  .post("/meters", allow("billing:catalogue"), jsonInput(newMeter), async (c) => {
    const wanted = c.req.valid("json");
    const id = `meter_${newId().replaceAll("-", "")}`;
    const meter: Meter = { ...wanted, id, createdMs: c.get("nowMs"), archivedMs: null };
    await audit(c, { action: "meter.created", target: `meter:${id}`, detail: wanted });
    if (await insertMeter(c.env.DB, meter)) return c.json(meter, 201);
    const detail = `A meter has this key, or there are ${METERS_MAX}, the most that may be.`;
    return problem(c, { status: 409, reason: "meter-refused", detail, fields: { key: detail } });
  })
  .on(["PUT", "DELETE"], "/meters/:id/archive", allow("billing:catalogue"), async (c) => {
    const meter = await findMeter(c.env.DB, c.req.param("id"));
    if (meter === null) {
      return problem(c, { status: 404, reason: "no-such-meter", detail: "There is no meter of that id." });
    }
    const archived = c.req.method === "PUT";
    await audit(c, { action: `meter.${archived ? "archived" : "restored"}`, target: `meter:${meter.id}` });
    await setMeterArchived(c.env.DB, meter.id, archived ? c.get("nowMs") : null);
    return c.body(null, 204);
  });
