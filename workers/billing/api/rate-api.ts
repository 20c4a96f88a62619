import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { jsonInput, queryInput } from "../../front/input.ts";
import type { Rate } from "../ledger/exchange/exchange.ts";
import { ratePage } from "../ledger/exchange/rate-book.ts";
import { storeRates, storing } from "../ledger/exchange/rate-input.ts";
import { listedRates } from "./list-query.ts";
import { noCursor, page } from "./resource.ts";

/** A stored exchange rate as programs read it. */
export type RateResource = Rate & { object: "exchange_rate" };

/** How many rates were stored. */
export interface RatesStoredResource {
  object: "exchange_rates_stored";
  stored: number;
}

const PLACE = /^(\d{4}-\d{2}-\d{2}):([A-Z]{3}):([A-Z]{3})$/;

/** Exchange rates, for programs: read and entered. */
export const rateApi = new Hono<App>()
  .get("/exchange_rates", allow("billing:read"), queryInput(listedRates), async (c) => {
    const { limit, cursor, ...filter } = c.req.valid("query");
    const place = cursor === undefined ? null : PLACE.exec(cursor);
    if (cursor !== undefined && place === null) return noCursor(c);
    const after = place && { day: place[1] ?? "", currency: place[2] ?? "", base: place[3] ?? "" };
    // One more than is shown tells whether there is more.
    const found = await ratePage(c.env.DB, { ...filter, after }, limit + 1);
    const shown = found.slice(0, limit).map((rate): RateResource => ({ object: "exchange_rate", ...rate }));
    const last = found.length > limit ? shown.at(-1) : undefined;
    return c.json(page(shown, last ? `${last.day}:${last.currency}:${last.base}` : null));
  })
  .post("/exchange_rates", allow("billing:close"), jsonInput(storing), async (c) => {
    const { stored } = await storeRates(c, c.req.valid("json"));
    return c.json({ object: "exchange_rates_stored", stored } satisfies RatesStoredResource);
  });
