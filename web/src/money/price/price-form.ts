import type { ChargeModel, Interval, PriceTerms, ProrationPolicy } from "../../../../workers/billing/catalogue/view.ts";
import { majorText } from "../../../../workers/billing/money.ts";
import { majorDecimal, minorAmount, minorDecimal } from "../amount.ts";

/** A tier as a person writes it: a bound (empty for the last), the price of a unit or a rate, and a flat amount. */
export interface TierForm {
  upTo: string;
  price: string;
  flat: string;
}

/** A price as a person writes it: amounts in major units, numbers as text; what the kind has no use for is kept. */
export interface PriceForm {
  name: string;
  currency: string;
  unit: Interval["unit"] | "once";
  count: string;
  kind: ChargeModel["kind"];
  amount: string;
  size: string;
  free: string;
  perEvent: string;
  freeEvents: string;
  tiers: TierForm[];
  /** Empty: what is bought; else the meter whose count is charged. */
  meterId: string;
  granularity: ProrationPolicy["granularity"];
  timing: ProrationPolicy["timing"];
  taxBehaviour: PriceTerms["tax"]["behaviour"];
  taxCode: string;
  minimum: string;
}

export const newPriceForm = (taxCode: string): PriceForm => ({
  name: "",
  currency: "EUR",
  unit: "month",
  count: "1",
  kind: "flat",
  amount: "",
  size: "100",
  free: "0",
  perEvent: "",
  freeEvents: "0",
  tiers: [
    { upTo: "10", price: "", flat: "" },
    { upTo: "", price: "", flat: "" },
  ],
  meterId: "",
  granularity: "day",
  timing: "next-cycle",
  taxBehaviour: "exclusive",
  taxCode,
  minimum: "",
});

/** The form of a price that exists. */
export function formOf(price: PriceTerms): PriceForm {
  const { charge, currency } = price;
  const amount = (minor: number) => majorText({ amount: minor, currency });
  const form = {
    ...newPriceForm(price.tax.code),
    name: price.name,
    currency,
    unit: price.interval?.unit ?? ("once" as const),
    count: String(price.interval?.count ?? 1),
    kind: charge.kind,
    meterId: price.usage.kind === "metered" ? price.usage.meterId : "",
    ...price.proration,
    taxBehaviour: price.tax.behaviour,
    minimum: price.minimumAmount === 0 ? "" : amount(price.minimumAmount),
  };
  const bound = (upTo: number | null) => (upTo === null ? "" : String(upTo));
  switch (charge.kind) {
    case "flat":
      return { ...form, amount: amount(charge.amount) };
    case "per-unit":
      return { ...form, amount: majorDecimal(charge.unitAmount, currency) };
    case "package":
      return { ...form, amount: amount(charge.amount), size: String(charge.size), free: String(charge.freeUnits) };
    case "percentage": {
      const { rate, freeAmount, perEvent, freeEvents } = charge;
      return {
        ...form,
        amount: rate,
        free: amount(freeAmount),
        perEvent: amount(perEvent),
        freeEvents: String(freeEvents),
      };
    }
    case "graduated-percentage":
      return {
        ...form,
        tiers: charge.tiers.map(({ upTo, rate, flatAmount }) => ({
          upTo: upTo === null ? "" : amount(upTo),
          price: rate,
          flat: amount(flatAmount),
        })),
      };
    default:
      return {
        ...form,
        tiers: charge.tiers.map(({ upTo, unitAmount, flatAmount }) => ({
          upTo: bound(upTo),
          price: majorDecimal(unitAmount, currency),
          flat: amount(flatAmount),
        })),
      };
  }
}

/** What the form says of the charge, for the server to check. */
export function chargeOf(form: PriceForm): ChargeModel {
  const { kind, currency, tiers } = form;
  const amount = (text: string) => minorAmount(text, currency);
  switch (kind) {
    case "flat":
      return { kind, amount: amount(form.amount) };
    case "per-unit":
      return { kind, unitAmount: minorDecimal(form.amount || "0", currency) };
    case "package":
      return { kind, amount: amount(form.amount), size: Number(form.size), freeUnits: Number(form.free) };
    case "percentage":
      return {
        kind,
        rate: form.amount.trim() || "0",
        freeAmount: amount(form.free),
        perEvent: amount(form.perEvent),
        freeEvents: Number(form.freeEvents),
      };
    case "graduated-percentage":
      return {
        kind,
        tiers: tiers.map(({ upTo, price, flat }) => ({
          upTo: upTo.trim() === "" ? null : amount(upTo),
          rate: price.trim() || "0",
          flatAmount: amount(flat),
        })),
      };
    default:
      return {
        kind,
        tiers: tiers.map(({ upTo, price, flat }) => ({
          upTo: upTo.trim() === "" ? null : Number(upTo),
          unitAmount: minorDecimal(price || "0", currency),
          flatAmount: amount(flat),
        })),
      };
  }
}

/** What the form says in all. */
export const termsOf = (form: PriceForm): PriceTerms => ({
  name: form.name.trim(),
  currency: form.currency,
  interval: form.unit === "once" ? null : { unit: form.unit, count: Number(form.count) },
  charge: chargeOf(form),
  usage: form.meterId === "" ? { kind: "licensed" } : { kind: "metered", meterId: form.meterId },
  proration: { granularity: form.granularity, timing: form.timing },
  tax: { behaviour: form.taxBehaviour, code: form.taxCode.trim() },
  minimumAmount: minorAmount(form.minimum, form.currency),
});
