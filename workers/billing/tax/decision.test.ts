import { describe, expect, it } from "vitest";
import type { AccountTaxId, TaxExemption } from "../account/account.ts";
import type { Address, Party } from "../invoice/invoice.ts";
import { decideTax, type TaxQuestion } from "./decision.ts";

const MAY_2026 = Date.UTC(2026, 4, 1);
const AT = (country: string, postalCode = "10000", region = ""): Address => ({
  line1: "1 Street",
  line2: "",
  city: "Town",
  region,
  postalCode,
  country,
});
const seller = (country: string, postalCode?: string): Party => ({
  name: "Seller",
  legalName: "Seller",
  address: AT(country, postalCode),
  taxId: null,
  email: null,
});
const id = (value: string, status: AccountTaxId["status"], proof: string | null = null): AccountTaxId => ({
  value,
  status,
  checkedMs: 1,
  proof,
});

interface Case {
  from?: string;
  registered?: string[];
  table?: TaxQuestion["company"]["salesTaxRates"];
  to: Address | null;
  taxId?: AccountTaxId | null;
  exemption?: TaxExemption;
  taxCode?: string;
  atMs?: number;
  quote?: TaxQuestion["quote"];
}
const decided = ({
  from = "DE",
  registered = [],
  table = [],
  to,
  taxId = null,
  exemption,
  taxCode,
  atMs,
  quote,
}: Case) => {
  const answer = decideTax({
    company: {
      seller: seller(from),
      taxRegistrations: registered.map((place) => ({ place, number: "1" })),
      salesTaxRates: table,
    },
    account: { address: to, taxId, exemption: exemption ?? { kind: "none" } },
    taxCode: taxCode ?? "standard",
    atMs: atMs ?? MAY_2026,
    ...(quote !== undefined && { quote }),
  });
  if ("pending" in answer) return `waits for ${answer.pending}`;
  const rates = answer.rates.map(({ jurisdiction, rate }) => `${jurisdiction} ${rate}`).join(" + ");
  const proof = answer.proof === null ? "" : `(${answer.proof})`;
  return [answer.category, rates, proof].filter((part) => part !== "").join(" ");
};

const CALIFORNIA = [
  { place: "US-CA", name: "State", rate: "7.25" },
  { place: "US-CA", name: "City", rate: "1.375" },
];
const DE_ID = "DE136695976";
const FR_ID = "FR40303265045";
const ES_ID = "ESA28015865";

it.each<[string, Case, string]>([
  ["the same country: its rate", { to: AT("DE") }, "S DE 19"],
  ["the same country, even with a valid id", { to: AT("DE"), taxId: id(DE_ID, "valid") }, "S DE 19"],
  ["the same country waits for no check", { to: AT("DE"), taxId: id(DE_ID, "pending") }, "S DE 19"],
  ["another EU country without an id: that country's rate", { to: AT("FR") }, "S FR 20"],
  [
    "another EU country with a valid id: reverse charge",
    { to: AT("FR"), taxId: id(FR_ID, "valid", "WAPI") },
    "AE (WAPI)",
  ],
  [
    "another EU country with an id under check: waits",
    { to: AT("FR"), taxId: id(FR_ID, "pending") },
    "waits for tax-id",
  ],
  ["another EU country with an id that is not valid", { to: AT("FR"), taxId: id(FR_ID, "invalid") }, "S FR 20"],
  ["another EU country, the register away for too long", { to: AT("FR"), taxId: id(FR_ID, "unavailable") }, "S FR 20"],
  ["an id that is badly formed waits for nobody", { to: AT("FR"), taxId: id("FR1", "pending") }, "S FR 20"],
  ["an id of another country than the buyer's", { to: AT("FR"), taxId: id(DE_ID, "valid") }, "S FR 20"],
  ["Greece's ids begin with EL", { to: AT("GR"), taxId: id("EL094259216", "valid") }, "AE"],
  ["outside of the EU: none", { to: AT("JP") }, "O"],
  ["outside of the EU, with whatever id", { to: AT("CH"), taxId: id("CHE116281710MWST", "valid") }, "O"],
  ["no address: as at home", { to: null }, "S DE 19"],
])("to %s", (_, question, expected) => expect(decided(question)).toBe(expected));

it.each<[string, Case, string]>([
  ["the Canary Islands", { to: AT("ES", "35001") }, "O"],
  ["the Canary Islands from Spain", { from: "ES", to: AT("ES", "38670") }, "O"],
  ["Ceuta with an id", { to: AT("ES", "51001"), taxId: id(ES_ID, "valid") }, "O"],
  ["the Spanish mainland beside them", { to: AT("ES", "34001") }, "S ES 21"],
  ["Büsingen", { to: AT("DE", "78266") }, "O"],
  ["Livigno", { to: AT("IT", "23041") }, "O"],
  ["Mount Athos", { to: AT("GR", "630 86") }, "O"],
  ["Åland by postcode", { to: AT("FI", "22100") }, "O"],
  ["Åland by its own code", { to: AT("AX", "") }, "O"],
  ["the Azores", { to: AT("PT", "9500-150") }, "S PT-20 16"],
  ["Madeira", { to: AT("PT", "9000-019") }, "S PT-30 22"],
  ["Mittelberg", { to: AT("AT", "6993") }, "S AT-MITTELBERG 19"],
  ["Martinique's consumers, as France", { to: AT("FR", "97200") }, "S FR 20"],
  ["Martinique's businesses from abroad", { to: AT("FR", "97200"), taxId: id(FR_ID, "valid") }, "O"],
  [
    "Martinique's businesses from France",
    { from: "FR", to: AT("FR", "97200"), taxId: id(FR_ID, "valid") },
    "S FR-972 8.5",
  ],
  ["French Guiana's businesses from France", { from: "FR", to: AT("GF"), taxId: id(FR_ID, "valid") }, "O"],
  ["Réunion by its own code from France", { from: "FR", to: AT("RE"), taxId: id(FR_ID, "valid") }, "S FR-974 8.5"],
  ["Monaco, as France", { to: AT("MC") }, "S FR 20"],
  ["Liechtenstein, as Switzerland", { from: "CH", to: AT("LI") }, "S CH 8.1"],
])("special territory: to %s", (_, question, expected) => expect(decided(question)).toBe(expected));

it.each<[string, Case, string]>([
  ["a seller in Britain at home", { from: "GB", to: AT("GB") }, "S GB 20"],
  ["a seller in Britain to the EU, not registered there", { from: "GB", to: AT("FR") }, "O"],
  [
    "a seller in Britain to the EU, registered in one state",
    { from: "GB", registered: ["IE"], to: AT("FR") },
    "S FR 20",
  ],
  ["… to a business there", { from: "GB", registered: ["IE"], to: AT("FR"), taxId: id(FR_ID, "valid") }, "AE"],
  ["a seller in Norway at home", { from: "NO", to: AT("NO") }, "S NO 25"],
  ["registered in Britain", { registered: ["GB"], to: AT("GB") }, "S GB 20"],
  [
    "registered in Britain, to a business",
    { registered: ["GB"], to: AT("GB"), taxId: id("GB980780684", "valid") },
    "AE",
  ],
  [
    "registered in Switzerland, businesses included",
    { registered: ["CH"], to: AT("CH"), taxId: id("CHE116281710MWST", "valid") },
    "S CH 8.1",
  ],
  ["a state of the US without registration", { from: "US", to: AT("US", "94103", "CA") }, "O"],
  [
    "a state of the US: asked for",
    { from: "US", registered: ["US-CA"], to: AT("US", "94103", "CA") },
    "waits for quote",
  ],
  [
    "a state of the US, answered",
    {
      registered: ["US-CA"],
      to: AT("US", "94103", "CA"),
      quote: {
        rates: [
          { jurisdiction: "US-CA", name: "State", rate: "7.25" },
          { jurisdiction: "US-CA-SF", name: "County", rate: "1.375" },
        ],
        proof: "q1",
      },
    },
    "S US-CA 7.25 + US-CA-SF 1.375 (q1)",
  ],
  [
    "a state that does not tax it",
    { registered: ["US-OR"], to: AT("US", "97201", "OR"), quote: { rates: [], proof: null } },
    "E",
  ],
  [
    "a state by the company's own table",
    { registered: ["US-CA"], to: AT("US", "94103", "CA"), table: CALIFORNIA },
    "S US-CA 7.25 + US-CA 1.375",
  ],
  [
    "a state that the table does not have",
    { registered: ["US-NY"], to: AT("US", "10001", "NY"), table: CALIFORNIA },
    "waits for quote",
  ],
  ["what is exempt in a state", { registered: ["US-CA"], to: AT("US", "94103", "CA"), taxCode: "exempt" }, "E"],
  ["a country without a table, registered", { from: "CA", registered: ["CA"], to: AT("CA") }, "waits for quote"],
])("beyond the EU: %s", (_, question, expected) => expect(decided(question)).toBe(expected));

describe("a hand's decision", () => {
  const exempt: TaxExemption = { kind: "exempt", certificate: "C-7", untilMs: MAY_2026 };
  const fixed: TaxExemption = { kind: "fixed", jurisdiction: "DE", name: "USt", rate: "7", because: "Ruling of 2026." };

  it("exempts by a certificate up to its day", () => {
    expect(decided({ to: AT("DE"), exemption: exempt, atMs: MAY_2026 - 1 })).toBe("E (C-7)");
    expect(decided({ to: AT("DE"), exemption: exempt, atMs: MAY_2026 })).toBe("S DE 19");
    expect(decided({ to: AT("DE"), exemption: { ...exempt, untilMs: null } })).toBe("E (C-7)");
  });

  it("sets a rate over every rule, a pending check included", () => {
    expect(decided({ to: AT("FR"), exemption: fixed, taxId: id(FR_ID, "pending") })).toBe("S DE 7");
    expect(decided({ to: AT("JP"), exemption: { ...fixed, rate: "0" } })).toBe("Z DE 0");
  });
});

it.each<[string, string, number, string]>([
  ["DE", "standard", Date.UTC(2020, 5, 30), "S DE 19"],
  ["DE", "standard", Date.UTC(2020, 6, 1), "S DE 16"],
  ["DE", "standard", Date.UTC(2021, 0, 1), "S DE 19"],
  ["EE", "standard", Date.UTC(2025, 5, 30), "S EE 22"],
  ["EE", "standard", Date.UTC(2025, 6, 1), "S EE 24"],
  ["FI", "standard", Date.UTC(2024, 8, 1), "S FI 25.5"],
  ["FI", "reduced", Date.UTC(2025, 11, 31), "S FI 14"],
  ["FI", "reduced", Date.UTC(2026, 0, 1), "S FI 13.5"],
  ["LT", "reduced", Date.UTC(2026, 0, 1), "S LT 12"],
  ["SK", "standard", Date.UTC(2025, 0, 1), "S SK 23"],
  ["RO", "standard", Date.UTC(2025, 7, 1), "S RO 21"],
  ["LU", "standard", Date.UTC(2023, 11, 31), "S LU 16"],
  ["FR", "reduced", MAY_2026, "S FR 10"],
  ["FR", "reduced-low", MAY_2026, "S FR 5.5"],
  ["DK", "reduced", MAY_2026, "S DK 25"],
  ["FR", "zero", MAY_2026, "Z FR 0"],
  ["FR", "exempt", MAY_2026, "E"],
  ["FR", "txcd_10103001", MAY_2026, "S FR 20"],
])("%s charges for %s what held on the day", (country, taxCode, atMs, expected) =>
  expect(decided({ to: AT(country), taxCode, atMs })).toBe(expected),
);
