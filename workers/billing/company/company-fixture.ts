import type { Company, LegalEntity } from "./company.ts";

/** A second legal entity of a made-up company, for tests. */
export const SECOND_ENTITY: LegalEntity = {
  id: "fr",
  seller: {
    name: "Vendeur",
    legalName: "Vendeur SARL",
    address: { line1: "Rue 1", line2: "", city: "Paris", region: "", postalCode: "75001", country: "FR" },
    taxId: "FR40303265045",
    email: null,
  },
  invoicePrefix: "F-",
  creditNotePrefix: "A-",
  taxRegistrations: [{ place: "FR", number: "FR40303265045" }],
};

/** Settings of a made-up company, for tests. */
export const companyInput = (over: Partial<Company> = {}): Company => ({
  version: 1,
  seller: {
    name: "Seller",
    legalName: "Seller GmbH",
    address: { line1: "Weg 1", line2: "", city: "Berlin", region: "", postalCode: "10115", country: "DE" },
    taxId: "DE136695976",
    email: null,
  },
  legalEntity: "de",
  legalEntities: [],
  invoicePrefix: "R-",
  creditNotePrefix: "G-",
  taxRegistrations: [{ place: "DE", number: "DE136695976" }],
  salesTaxRates: [],
  dunning: { retryDays: [1, 3, 7], cancelAfterDays: 30 },
  recognition: "monthly",
  trialCancelAfterDays: 30,
  incinerateAfterDays: 30,
  approvalThreshold: { EUR: 10_000 },
  refundsOnFraudWarning: false,
  gateway: "local",
  currency: "EUR",
  exchangeRates: "by-hand",
  ...over,
});
