import { isCurrency } from "../../../../workers/billing/currency.ts";
import type { Company } from "../../../../workers/billing/ledger/view.ts";
import { amountFrom, majorText } from "../../../../workers/billing/money.ts";

/** In whose name is sold and with which numbers, as text fields. */
export interface SellingFields {
  name: string;
  legalName: string;
  line1: string;
  line2: string;
  city: string;
  region: string;
  postalCode: string;
  country: string;
  taxId: string;
  email: string;
  invoicePrefix: string;
  creditNotePrefix: string;
  taxRegistrations: string;
}

/** The settings as text fields; lists are lines or comma-separated. */
export interface CompanyFields extends SellingFields {
  legalEntity: string;
  salesTaxRates: string;
  retryDays: string;
  cancelAfterDays: string;
  recognition: Company["recognition"];
  trialCancelAfterDays: string;
  incinerateAfterDays: string;
  thresholds: string;
  gateway: string;
  currency: string;
  exchangeRates: Company["exchangeRates"];
  /** What becomes of a payment that its bank takes for fraud. */
  fraud: "case" | "refund";
}

type Selling = Pick<Company, "seller" | "invoicePrefix" | "creditNotePrefix" | "taxRegistrations">;

/** The fields of who sells: the company's own legal entity, or another one. */
export const sellingFields = ({
  seller,
  invoicePrefix,
  creditNotePrefix,
  taxRegistrations,
}: Selling): SellingFields => ({
  ...seller.address,
  name: seller.name,
  legalName: seller.legalName,
  taxId: seller.taxId ?? "",
  email: seller.email ?? "",
  invoicePrefix,
  creditNotePrefix,
  taxRegistrations: taxRegistrations.map(({ place, number }) => `${place} ${number}`).join("\n"),
});

/** Who sells, as the fields say it; a sentence where they say none. */
export function sellingOf(fields: SellingFields): Selling | string {
  const registrations = lines(fields.taxRegistrations).map((line) => /^(\S+)\s+(.+)$/.exec(line));
  if (registrations.includes(null)) return "A tax registration is a place and a number, such as `DE DE136695976`.";
  const { line1, line2, city, region, postalCode, country, invoicePrefix, creditNotePrefix } = fields;
  return {
    seller: {
      name: fields.name,
      legalName: fields.legalName,
      address: { line1, line2, city, region, postalCode, country },
      taxId: fields.taxId || null,
      email: fields.email || null,
    },
    invoicePrefix,
    creditNotePrefix,
    taxRegistrations: registrations.flatMap((match) =>
      match?.[1] && match[2] ? [{ place: match[1], number: match[2] }] : [],
    ),
  };
}

/** The fields of settings. */
export const fieldsOf = (company: Company): CompanyFields => ({
  ...sellingFields(company),
  legalEntity: company.legalEntity,
  salesTaxRates: company.salesTaxRates.map(({ place, rate, name }) => `${place} ${rate} ${name}`).join("\n"),
  retryDays: company.dunning.retryDays.join(", "),
  cancelAfterDays: String(company.dunning.cancelAfterDays),
  recognition: company.recognition,
  trialCancelAfterDays: String(company.trialCancelAfterDays),
  incinerateAfterDays: String(company.incinerateAfterDays),
  thresholds: Object.entries(company.approvalThreshold)
    .map(([currency, amount]) => `${currency} ${majorText({ amount, currency })}`)
    .join("\n"),
  gateway: company.gateway,
  currency: company.currency,
  exchangeRates: company.exchangeRates,
  fraud: company.refundsOnFraudWarning ? "refund" : "case",
});

const lines = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The settings that the fields say; a sentence where they say none. */
export function companyOf(fields: CompanyFields, before: Company): Company | string {
  const selling = sellingOf(fields);
  if (typeof selling === "string") return selling;
  const rates = lines(fields.salesTaxRates).map((line) => /^(\S+)\s+(\d+(?:\.\d+)?)\s+(.+)$/.exec(line));
  if (rates.includes(null)) return "A rate is a place, percents and a name, such as `US-CA 7.25 State`.";
  const thresholds = lines(fields.thresholds).map((line) => {
    const [, currency = "", text = ""] = /^([A-Z]{3})\s+(\S+)$/.exec(line) ?? [];
    const amount = isCurrency(currency) ? amountFrom(text, currency) : null;
    return amount === null ? null : ([currency, amount] as const);
  });
  if (thresholds.includes(null)) return "A threshold is a currency and an amount, such as `EUR 500.00`.";
  const retryDays = fields.retryDays
    .split(/[\s,]+/)
    .filter((day) => day !== "")
    .map(Number);
  if (retryDays.some((day, index) => !Number.isInteger(day) || day <= (retryDays[index - 1] ?? -1))) {
    return "Days of new tries are whole and ascending, such as `1, 3, 5`.";
  }
  return {
    ...before,
    ...selling,
    legalEntity: fields.legalEntity,
    salesTaxRates: rates.flatMap((match) =>
      match?.[1] && match[2] && match[3] ? [{ place: match[1], rate: match[2], name: match[3] }] : [],
    ),
    dunning: { retryDays, cancelAfterDays: Number(fields.cancelAfterDays) },
    recognition: fields.recognition,
    trialCancelAfterDays: Number(fields.trialCancelAfterDays),
    incinerateAfterDays: Number(fields.incinerateAfterDays),
    approvalThreshold: Object.fromEntries(thresholds.filter((each) => each !== null)),
    gateway: fields.gateway,
    currency: fields.currency,
    exchangeRates: fields.exchangeRates,
    refundsOnFraudWarning: fields.fraud === "refund",
  };
}
