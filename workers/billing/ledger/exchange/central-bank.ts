import { getOutbound } from "../../../outbound/outbound.ts";
import { readCompany } from "../../company/company-book.ts";
import { isCurrency } from "../../currency.ts";
import { isDecimal, ONE, quotient, scaled, unscaled } from "../../pricing/decimal.ts";
import type { Rate } from "./exchange.ts";
import { putRates } from "./rate-book.ts";

/** The European Central Bank's reference rates of its last working day; `APIARY_RATES_URL` names another place of the same form. */
const ECB_URL = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml";

/** Past each hour, so that the hour's other work is done. The bank publishes once a day, about 16:00 in Frankfurt. */
const MINUTE_OF_HOUR = 35;

/** What one euro is in other currencies on a day, as the bank writes it: `<Cube time="…"><Cube currency="USD" rate="1.08"/>`. Null when it is no such file. */
export function readEuroRates(xml: string): { day: string; rates: Map<string, string> } | null {
  const day = /<Cube\s+time=['"](\d{4}-\d{2}-\d{2})['"]/.exec(xml)?.[1];
  const found = [...xml.matchAll(/<Cube\s+currency=['"]([A-Z]{3})['"]\s+rate=['"]([\d.]+)['"]/g)];
  const rates = new Map(
    found.flatMap(([, currency = "", rate = ""]) =>
      isCurrency(currency) && isDecimal(rate) && scaled(rate) > 0n ? [[currency, rate] as const] : [],
    ),
  );
  return day === undefined || rates.size === 0 ? null : { day, rates };
}

/** What one of each currency is in the company's, crossed over the euro. Empty when the bank has no rate of the company's currency. */
export function ratesInto(base: string, { day, rates }: { day: string; rates: Map<string, string> }): Rate[] {
  const perEuro = new Map([["EUR", "1"], ...rates]);
  const own = perEuro.get(base);
  if (own === undefined) return [];
  return [...perEuro].flatMap(([currency, rate]) =>
    currency === base ? [] : [{ currency, base, day, rate: unscaled(quotient(scaled(own) * ONE, scaled(rate))) }],
  );
}

/** Reads the bank's rates once an hour where the company takes them; a day that is there already is written again. False when it did not answer. */
export async function readDailyRates(env: Env, nowMs: number): Promise<boolean> {
  if (Math.floor(nowMs / 60_000) % 60 !== MINUTE_OF_HOUR) return true;
  const company = await readCompany(env.DB);
  if (company.exchangeRates !== "ecb") return true;
  return storeDailyRates(env, company.currency);
}

/** The same now. False, too, where the bank has no rate of the company's currency. */
export async function storeDailyRates(env: Env, base: string): Promise<boolean> {
  const answer = await getOutbound(env, env.APIARY_RATES_URL || ECB_URL);
  if (!answer.ok || answer.value.status !== 200) return false;
  const read = readEuroRates(answer.value.text);
  if (read === null) return false;
  const rates = ratesInto(base, read);
  await putRates(env.DB, rates);
  return rates.length > 0;
}
