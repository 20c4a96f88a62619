import type Stripe from "stripe";
import { NAME_CHARS_MAX } from "../../catalogue/limits.ts";
import type { ChargeModel, Interval, Price, Tier } from "../../catalogue/price.ts";
import { priceSchema, priceTerms } from "../../catalogue/price-input.ts";
import { importedId } from "./imported-id.ts";
import { amountOf, currencyOf, decimalOf } from "./minor-unit.ts";
import { problem, type Translated } from "./remarks.ts";

/** What a price's translation needs of elsewhere. */
export interface PriceGround {
  /** The product of the catalogue that accounts are of: Stripe's products are its plans. */
  productId: string;
  /** Stripe's product of the price. */
  plan: Pick<Stripe.Product, "id" | "name" | "tax_code">;
  /** Our meters by the ids of Stripe's. */
  meters: Readonly<Record<string, string>>;
  /** The currency in which it is sold, where it has several; else its own. */
  currency?: string;
}

/** What a price costs in one of its currencies. */
type Amounts = Pick<
  Stripe.Price,
  "unit_amount" | "unit_amount_decimal" | "custom_unit_amount" | "tax_behavior" | "tiers"
>;

const OWN_MODEL = "The customer says what it costs: such a price cannot be billed here.";

/** A price of Stripe's as books keep it; its tiers have to be read with it. */
export function priceFrom(price: Stripe.Price, ground: PriceGround): Translated<Price> {
  const own = price.currency.toUpperCase();
  const wanted = ground.currency?.toUpperCase() ?? own;
  const amounts = wanted === own ? price : price.currency_options?.[wanted.toLowerCase()];
  if (amounts === undefined) return problem(`The price ${price.id} is not sold in ${wanted}.`);
  const currency = currencyOf(wanted);
  if (currency === null) return problem(`The price ${price.id} is in ${wanted}, in which nothing can be billed here.`);
  const interval = intervalOf(price);
  if (!interval.ok) return interval;
  const charge = chargeOf(price, amounts, currency);
  if (!charge.ok) return charge;
  const usage = usageOf(price, ground);
  if (!usage.ok) return usage;
  const terms = priceTerms.safeParse({
    name: ground.plan.name.trim().slice(0, NAME_CHARS_MAX) || price.id,
    ...{ currency, interval: interval.value, charge: charge.value, usage: usage.value },
    tax: { behaviour: amounts.tax_behavior === "inclusive" ? "inclusive" : "exclusive", code: taxCodeOf(ground.plan) },
  });
  if (!terms.success) return problem(`The price ${price.id}: ${terms.error.issues[0]?.message ?? "is not taken"}`);
  const id = importedId("price", wanted === own ? price.id : `${price.id}:${wanted}`);
  const made = { ...terms.data, id, productId: ground.productId, planId: importedId("plan", ground.plan.id) };
  return { ok: true, value: priceSchema.parse(made) };
}

/** How Apiary taxes a product, by Stripe's code for it: what is not taxable there is exempt, all else is software. */
export function taxCodeOf({ tax_code: code }: Pick<Stripe.Product, "tax_code">): string {
  const id = typeof code === "string" ? code : code?.id;
  return id === "txcd_00000000" ? "exempt" : "saas";
}

const UNITS: ReadonlySet<string> = new Set(["day", "week", "month", "year"] satisfies Interval["unit"][]);
const isUnit = (text: string): text is Interval["unit"] => UNITS.has(text);

function intervalOf({ id, type, recurring }: Stripe.Price): Translated<Interval | null> {
  if (type === "one_time") return { ok: true, value: null };
  if (recurring === null || !isUnit(recurring.interval))
    return problem(`The price ${id} renews in a way that is not known here.`);
  return { ok: true, value: { unit: recurring.interval, count: recurring.interval_count } };
}

function usageOf({ id, recurring }: Stripe.Price, { meters }: PriceGround): Translated<Price["usage"]> {
  if (recurring?.usage_type !== "metered") return { ok: true, value: { kind: "licensed" } };
  const meterId = recurring.meter === null ? undefined : meters[recurring.meter];
  if (meterId === undefined)
    return problem(`The price ${id} is billed by usage without a meter that can be taken over.`);
  return { ok: true, value: { kind: "metered", meterId } };
}

function chargeOf(price: Stripe.Price, amounts: Amounts, currency: string): Translated<ChargeModel> {
  if (amounts.custom_unit_amount) return problem(`${OWN_MODEL} (${price.id})`);
  if (price.billing_scheme === "tiered") return tieredCharge(price, amounts, currency);
  const unit = amounts.unit_amount_decimal ?? amounts.unit_amount;
  if (unit === null) return problem(`The price ${price.id} says no amount.`);
  if (price.transform_quantity) return packageCharge(price, String(unit), currency);
  const unitAmount = decimalOf(String(unit), currency);
  // Free plans are known by a flat amount of nothing.
  const isFree = unitAmount === "0" && price.recurring?.usage_type !== "metered";
  return { ok: true, value: isFree ? { kind: "flat", amount: 0 } : { kind: "per-unit", unitAmount } };
}

function packageCharge(
  { id, transform_quantity: packed }: Stripe.Price,
  unit: string,
  currency: string,
): Translated<ChargeModel> {
  if (packed?.round !== "up") return problem(`The price ${id} rounds packages down, which is not done here.`);
  const amount = amountOf(unit, currency);
  if (!amount.ok) return problem(`The price ${id}: a package costs a whole amount.`);
  return { ok: true, value: { kind: "package", amount: amount.value, size: packed.divide_by, freeUnits: 0 } };
}

function tieredCharge(
  { id, tiers_mode: mode }: Stripe.Price,
  { tiers }: Amounts,
  currency: string,
): Translated<ChargeModel> {
  const kind = mode === "graduated" ? "graduated" : mode === "volume" ? "volume" : null;
  if (!tiers || kind === null) return problem(`The tiers of the price ${id} could not be read.`);
  const made: Tier[] = [];
  for (const { up_to: upTo, flat_amount: whole, flat_amount_decimal: exact, ...unit } of tiers) {
    const flat = amountOf(String(exact ?? whole ?? 0), currency);
    if (!flat.ok) return problem(`The price ${id}: a tier's flat amount has a fraction of the smallest unit.`);
    const unitAmount = decimalOf(String(unit.unit_amount_decimal ?? unit.unit_amount ?? 0), currency);
    made.push({ upTo, unitAmount, flatAmount: flat.value });
  }
  return { ok: true, value: { kind, tiers: made } };
}
