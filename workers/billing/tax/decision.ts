import type { Account } from "../account/account.ts";
import type { Company } from "../company/company.ts";
import type { Decimal } from "../money.ts";
import { EU_STATES, rateRowAt } from "./rate-table.ts";
import { readTaxId } from "./tax-id.ts";
import { isInUnion, type Territory, territoryOf } from "./territory.ts";

/** EN 16931's category codes: S standard, Z zero, E exempt, AE reverse charge, O outside of tax, K intra-community, G export. */
export type TaxCategory = "S" | "Z" | "E" | "AE" | "O" | "K" | "G";

/** What tax a line bears and why; part of the invoice's snapshot. */
export interface TaxDecision {
  category: TaxCategory;
  /** The rates that add up; empty or of 0 where none is due. */
  rates: TaxRate[];
  /** The rule that decided, in words for the invoice and for staff. */
  because: string;
  /** Consultation number of VIES or certificate of exemption. */
  proof: string | null;
}

export interface TaxRate {
  jurisdiction: string;
  name: string;
  /** In percent. */
  rate: Decimal;
}

/** What a sales tax service says of a place, or staff's table of it. */
export interface SalesTaxQuote {
  rates: TaxRate[];
  /** What the service calls its answer. */
  proof: string | null;
}

/** What a decision is made of. `quote` is what was asked for after `pending: "quote"`. */
export interface TaxQuestion {
  company: Pick<Company, "seller" | "taxRegistrations" | "salesTaxRates">;
  account: Pick<Account, "address" | "taxId" | "exemption">;
  taxCode: string;
  atMs: number;
  quote?: SalesTaxQuote | null;
}

/** An answer, or what has to be asked first: the invoice waits for it. */
export type TaxAnswer = TaxDecision | { pending: "tax-id" | "quote" };

/** Whether an answer is one. */
export const isDecided = (answer: TaxAnswer): answer is TaxDecision => !("pending" in answer);

/**
 * Which tax something bears that is sold to an account at a time: a rate set by hand, a certificate, then the place of buyer and seller. Software
 * is a service, so what counts is where the buyer is. Rules: directive 2006/112/EC, articles 44, 58, 196 and their like next to the EU.
 */
export function decideTax(question: TaxQuestion): TaxAnswer {
  const { company, account, atMs } = question;
  const byHand = handDecision(account.exemption, atMs);
  if (byHand !== null) return byHand;
  const seller = territoryOf(company.seller.address, true);
  // Who gives no address is taxed as at home: that is never too little for the seller's own tax office.
  const buyer = account.address === null ? seller : territoryOf(account.address, account.taxId?.status === "valid");
  const registered = ({ state }: Territory) => company.taxRegistrations.some(({ place }) => place === state);

  if (buyer.state === "US") return salesTax(question, `US-${account.address?.region ?? ""}`);
  if (buyer.state === seller.state) {
    if (buyer.kind === "outside") return outside("This part of the country is outside of its tax area.");
    return localRate(question, buyer, "Seller and buyer are in the same country.");
  }
  if (isInUnion(buyer)) {
    const unionSeller = EU_STATES.has(seller.state);
    if (!unionSeller && !company.taxRegistrations.some(({ place }) => EU_STATES.has(place))) {
      return outside("The seller is outside of the EU and not registered in it.");
    }
    return crossBorder(question, buyer, "The buyer is in another country of the EU and has no valid VAT id.");
  }
  if (EU_STATES.has(buyer.state)) return outside("The buyer's territory is outside of the EU's tax area.");
  if (!registered(buyer)) return outside("The buyer is in a country where the seller has no tax to charge.");
  // Who is registered in Switzerland charges businesses and consumers alike; elsewhere businesses account for it themselves.
  const because = "The seller is registered in the buyer's country.";
  return buyer.state === "CH" ? localRate(question, buyer, because) : crossBorder(question, buyer, because);
}

/** What staff set: a rate of their own or a certificate that has not run out; null when the rules decide. */
function handDecision(exemption: Account["exemption"], atMs: number): TaxDecision | null {
  if (exemption.kind === "fixed") {
    const { jurisdiction, name, rate, because } = exemption;
    return { category: Number(rate) === 0 ? "Z" : "S", rates: [{ jurisdiction, name, rate }], because, proof: null };
  }
  if (exemption.kind === "none" || (exemption.untilMs !== null && exemption.untilMs <= atMs)) return null;
  return { category: "E", rates: [], because: "Exempt by certificate.", proof: exemption.certificate };
}

/** Between countries: the buyer owes the tax where it has a valid id of its own country, else it bears that country's rate. */
function crossBorder(question: TaxQuestion, buyer: Territory, because: string): TaxAnswer {
  const { taxId } = question.account;
  const read = taxId === null ? null : readTaxId(taxId.value);
  if (taxId !== null && read?.ok && read.value.state === buyer.state) {
    if (taxId.status === "pending") return { pending: "tax-id" };
    if (taxId.status === "valid") {
      return { category: "AE", rates: [], because: "Reverse charge: the buyer owes the tax.", proof: taxId.proof };
    }
  }
  return localRate(question, buyer, because);
}

/**
 * The rate of a place for a product; by a quote where the table has no rates of it. A product's tax code is `reduced`, the highest of a
 * country's reduced rates, `reduced-low`, the lowest, `zero` or `exempt`; any other bears the standard rate.
 */
function localRate(question: TaxQuestion, { place }: Territory, because: string): TaxAnswer {
  const date = new Date(question.atMs).toISOString().slice(0, 10);
  const row = rateRowAt(place, date);
  if (row === null) return salesTax(question, place);
  const { taxCode } = question;
  if (taxCode === "exempt") return { category: "E", rates: [], because: "The product is exempt.", proof: null };
  const rate =
    taxCode === "zero"
      ? "0"
      : ((taxCode === "reduced" ? row.reduced.at(-1) : taxCode === "reduced-low" ? row.reduced[0] : null) ??
        row.standard);
  return {
    category: rate === "0" ? "Z" : "S",
    rates: [{ jurisdiction: place, name: "VAT", rate }],
    because,
    proof: null,
  };
}

/** Sales tax, where the seller has to collect it, as a service quotes it or the company's own table says. */
function salesTax({ company, taxCode, quote }: TaxQuestion, place: string): TaxAnswer {
  if (!company.taxRegistrations.some((registration) => registration.place === place)) {
    return outside("The buyer is at a place where the seller has no tax to charge.");
  }
  if (taxCode === "exempt") return { category: "E", rates: [], because: "The product is exempt.", proof: null };
  const said = quote ?? tableQuote(company, place);
  if (said === null) return { pending: "quote" };
  const taxed = said.rates.some(({ rate }) => Number(rate) > 0);
  return {
    category: taxed ? "S" : "E",
    rates: taxed ? said.rates : [],
    because: taxed ? `Sales tax of ${place}.` : `Not taxed in ${place}.`,
    proof: said.proof,
  };
}

/** What the company's table says of a place; null when it has no row of it. */
function tableQuote({ salesTaxRates }: TaxQuestion["company"], place: string): SalesTaxQuote | null {
  const rows = salesTaxRates.filter((row) => row.place === place);
  if (rows.length === 0) return null;
  return { rates: rows.map(({ name, rate }) => ({ jurisdiction: place, name, rate })), proof: null };
}

const outside = (because: string): TaxDecision => ({ category: "O", rates: [], because, proof: null });
