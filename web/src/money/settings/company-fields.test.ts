import { expect, it } from "vitest";
import { companyInput } from "../../../../workers/billing/company/company-fixture.ts";
import type { Company } from "../../../../workers/billing/ledger/view.ts";
import { companyOf, fieldsOf } from "./company-fields.ts";

const company: Company = companyInput({
  approvalThreshold: { EUR: 50_050, JPY: 900 },
  salesTaxRates: [{ place: "US-CA", name: "State and city", rate: "8.625" }],
});

it("gives back the settings that it was made of", () => {
  expect(companyOf(fieldsOf(company), company)).toEqual(company);
});

it.each([
  [{ taxRegistrations: "DE" }, "A tax registration"],
  [{ salesTaxRates: "US-CA" }, "A rate is"],
  [{ thresholds: "EUR 1.234" }, "A threshold"],
  [{ thresholds: "EURO 1" }, "A threshold"],
  [{ retryDays: "3, 1" }, "Days of new tries"],
  [{ retryDays: "1.5" }, "Days of new tries"],
])("says what %o should be", (wrong, words) => {
  expect(companyOf({ ...fieldsOf(company), ...wrong }, company)).toContain(words);
});
