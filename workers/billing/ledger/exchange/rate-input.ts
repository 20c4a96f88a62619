import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import { isCurrency } from "../../currency.ts";
import { isDecimal, scaled } from "../../pricing/decimal.ts";
import { putRates } from "./rate-book.ts";

/** Rates that one request stores. */
export const RATES_MAX = 500;

const currency = z.string().refine(isCurrency, "There is no such currency.");
const rate = z
  .strictObject({
    currency,
    base: currency,
    day: z.iso.date(),
    rate: z.string().refine((text) => isDecimal(text) && scaled(text) > 0n, "A rate is a number above zero."),
  })
  .refine(({ currency, base }) => currency !== base, { path: ["base"], message: "A rate is between two currencies." });

/** Rates that somebody enters; one of a day that is there already is replaced. */
export const storing = z.strictObject({ rates: z.array(rate).min(1).max(RATES_MAX) });

/** Stores rates in somebody's name; says how many. */
export async function storeRates(c: Context<App>, { rates }: z.output<typeof storing>): Promise<{ stored: number }> {
  await audit(c, { action: "rates.stored", target: "ledger:rates", detail: { rates: rates.length } });
  await putRates(c.env.DB, rates);
  return { stored: rates.length };
}
