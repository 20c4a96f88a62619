import type { Context } from "hono";
import { Hono } from "hono";
import * as z from "zod";
import { allow } from "../../front/access.ts";
import { audit } from "../../front/audit.ts";
import type { App } from "../../front/context.ts";
import { jsonInput } from "../../front/input.ts";
import { isDecimal, ONE, scaled } from "../pricing/decimal.ts";
import { findMeter } from "../usage/meter-book.ts";
import { full, newerVersion, noSuch, wrongField } from "./answers.ts";
import { amountInput, chargeInput } from "./charge-input.ts";
import { costTable, telling } from "./cost-table.ts";
import { PRICES_MAX, QUANTITY_MAX } from "./limits.ts";
import { findPlan, setArchived } from "./plan-book.ts";
import { findPrice, insertPrice, priceId } from "./price-book.ts";
import { newPrice, type PriceTerms, priceTerms } from "./price-input.ts";
import type { CataloguePrice } from "./view.ts";

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
    const { planId, terms } = c.req.valid("json");
    const plan = await findPlan(c.env.DB, planId);
    if (plan === null) return wrongField(c, "planId", "There is no such plan.");
    const wrong = await wrongMeter(c, terms);
    if (wrong) return wrong;
    const id = priceId();
    const place = { series: id, version: 1, createdMs: c.get("nowMs"), archivedMs: null };
    await audit(c, { action: "price.created", target: `price:${id}`, detail: { planId, terms } });
    const price: CataloguePrice = { ...terms, ...place, id, planId, productId: plan.productId };
    return (await insertPrice(c.env.DB, price)) ? c.json({ id }, 201) : full(c, "prices", PRICES_MAX);
  })
  .post("/prices/:id/versions", allow("billing:catalogue"), jsonInput(priceTerms), async (c) => {
    const before = await findPrice(c.env.DB, c.req.param("id"));
    if (before === null) return noSuch(c, "price");
    const terms = c.req.valid("json");
    // Who compares versions compares money: another currency is another price.
    if (terms.currency !== before.currency) return wrongField(c, "currency", "Another currency is a price of its own.");
    const wrong = await wrongMeter(c, terms);
    if (wrong) return wrong;
    const id = priceId();
    const version = before.version + 1;
    await audit(c, {
      action: "price.version-created",
      target: `price:${id}`,
      detail: { before: before.id, version, terms },
    });
    const price = { ...before, ...terms, id, version, createdMs: c.get("nowMs"), archivedMs: null };
    return (await insertPrice(c.env.DB, price)) ? c.json({ id }, 201) : newerVersion(c, "price");
  })
  .on(["PUT", "DELETE"], "/prices/:id/archive", allow("billing:catalogue"), async (c) => {
    const price = await findPrice(c.env.DB, c.req.param("id"));
    if (price === null) return noSuch(c, "price");
    const archived = c.req.method === "PUT";
    await audit(c, { action: `price.${archived ? "archived" : "restored"}`, target: `price:${price.id}` });
    await setArchived(c.env.DB, "billing_price", price.id, archived ? c.get("nowMs") : null);
    return c.body(null, 204);
  })
  .post("/preview", allow("billing:read"), jsonInput(preview), (c) => {
    const { charge, minimumAmount, quantities } = c.req.valid("json");
    const asked = quantities.length > 0 ? quantities : telling(charge);
    return c.json({ rows: costTable(charge, minimumAmount, asked) });
  });

async function wrongMeter(c: Context<App>, { usage }: PriceTerms) {
  if (usage.kind === "licensed" || (await findMeter(c.env.DB, usage.meterId)) !== null) return null;
  return wrongField(c, "terms.usage.meterId", "There is no such meter.");
}
