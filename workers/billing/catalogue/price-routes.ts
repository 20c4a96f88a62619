import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { problem } from "../../front/problem.ts";
import { isDecimal, ONE, scaled } from "../pricing/decimal.ts";
import { catalogueId } from "./catalogue-id.ts";
import { amountInput, chargeInput } from "./charge-input.ts";
import { costTable, telling } from "./cost-table.ts";
import { QUANTITY_MAX } from "./limits.ts";
import { addPrice, addPriceVersion } from "./price-change.ts";
import { newPrice, priceTerms } from "./price-input.ts";

/** Quantities that one preview shows. */
export const PREVIEW_QUANTITIES_MAX = 50;

const preview = z.strictObject({
  charge: chargeInput,
  minimumAmount: amountInput.default(0),
  /** None: those that tell most of this price. */
  quantities: z
    .array(
      z
        .string()
        .trim()
        .refine((text) => isDecimal(text) && isQuantity(scaled(text)), "A quantity is a number from 0 to a trillion."),
    )
    .max(PREVIEW_QUANTITIES_MAX, `At most ${PREVIEW_QUANTITIES_MAX} quantities.`)
    .default([]),
});

const isQuantity = (value: bigint) => value >= 0n && value <= BigInt(QUANTITY_MAX) * ONE;

/** Versions of prices, and what quantities cost by them. */
export const priceRoutes = new Hono<App>()
  .post("/prices", allow("billing:catalogue"), jsonInput(newPrice), async (c) => {
    const made = await addPrice(c, catalogueId("price"), c.req.valid("json"));
    return made.ok ? c.json({ id: made.value.id }, 201) : problem(c, made.problem);
  })
  .post("/prices/:id/versions", allow("billing:catalogue"), jsonInput(priceTerms), async (c) => {
    const made = await addPriceVersion(c, c.req.param("id"), c.req.valid("json"));
    return made.ok ? c.json({ id: made.value.id }, 201) : problem(c, made.problem);
  })
  .post("/preview", allow("billing:read"), jsonInput(preview), (c) => {
    const { charge, minimumAmount, quantities } = c.req.valid("json");
    const asked = quantities.length > 0 ? quantities : telling(charge);
    return c.json({ rows: costTable(charge, minimumAmount, asked) });
  });
