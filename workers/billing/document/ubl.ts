import type { EInvoice, ELine, EParty, EPeriod, ETax, ETaxKind } from "./e-invoice.ts";
import { branch, leaf, type XmlNode, xmlDocument } from "./xml.ts";

/** What the document claims to follow (BT-24). */
export const EN_16931 = "urn:cen.eu:en16931:2017";

const NAMESPACE = "urn:oasis:names:specification:ubl:schema:xsd:";

/** A document as UBL 2.1 (ISO/IEC 19845): `Invoice` or `CreditNote`, elements in the schema's order. */
export function ublOf(document: EInvoice): string {
  const invoice = document.kind === "invoice";
  const root = invoice ? "Invoice" : "CreditNote";
  const { currency } = document;
  const amount = (name: string, value: string) => leaf(`cbc:${name}`, value, { currencyID: currency });
  return xmlDocument(
    branch(
      root,
      [
        leaf("cbc:CustomizationID", EN_16931),
        leaf("cbc:ID", document.number),
        leaf("cbc:IssueDate", document.issued),
        invoice ? leaf("cbc:DueDate", document.due) : null,
        leaf(`cbc:${root}TypeCode`, invoice ? "380" : "381"),
        leaf("cbc:Note", document.note),
        leaf("cbc:DocumentCurrencyCode", currency),
        leaf("cbc:BuyerReference", document.buyerReference),
        period("cac:InvoicePeriod", document.period),
        document.preceding &&
          branch("cac:BillingReference", [
            branch("cac:InvoiceDocumentReference", [
              leaf("cbc:ID", document.preceding.number),
              leaf("cbc:IssueDate", document.preceding.issued),
            ]),
          ]),
        branch("cac:AccountingSupplierParty", [party(document.seller)]),
        branch("cac:AccountingCustomerParty", [party(document.buyer)]),
        branch("cac:PaymentTerms", [leaf("cbc:Note", document.terms)]),
        branch("cac:TaxTotal", [
          amount("TaxAmount", document.tax),
          ...document.taxes.map((tax) => subtotal(tax, amount)),
        ]),
        branch("cac:LegalMonetaryTotal", [
          amount("LineExtensionAmount", document.net),
          amount("TaxExclusiveAmount", document.net),
          amount("TaxInclusiveAmount", document.total),
          document.prepaid && amount("PrepaidAmount", document.prepaid),
          amount("PayableAmount", document.payable),
        ]),
        ...document.lines.map((line) => lineOf(line, root, amount)),
      ],
      {
        xmlns: `${NAMESPACE}${root}-2`,
        "xmlns:cac": `${NAMESPACE}CommonAggregateComponents-2`,
        "xmlns:cbc": `${NAMESPACE}CommonBasicComponents-2`,
      },
    ),
  );
}

type Amount = (name: string, value: string) => XmlNode;

const period = (name: string, dates: EPeriod | null): XmlNode =>
  dates && branch(name, [leaf("cbc:StartDate", dates.start), leaf("cbc:EndDate", dates.end)]);

function party({ name, id, vatId, taxNumber, email, address }: EParty): XmlNode {
  const scheme = (number: string | null, kind: string) =>
    number === null
      ? null
      : branch("cac:PartyTaxScheme", [leaf("cbc:CompanyID", number), branch("cac:TaxScheme", [leaf("cbc:ID", kind)])]);
  return branch("cac:Party", [
    leaf("cbc:EndpointID", email, { schemeID: "EM" }),
    branch("cac:PartyIdentification", [leaf("cbc:ID", id)]),
    branch("cac:PostalAddress", [
      leaf("cbc:StreetName", address.line1),
      leaf("cbc:AdditionalStreetName", address.line2),
      leaf("cbc:CityName", address.city),
      leaf("cbc:PostalZone", address.postalCode),
      leaf("cbc:CountrySubentity", address.region),
      branch("cac:Country", [leaf("cbc:IdentificationCode", address.country)]),
    ]),
    scheme(vatId, "VAT"),
    scheme(taxNumber, "FC"),
    branch("cac:PartyLegalEntity", [leaf("cbc:RegistrationName", name)]),
  ]);
}

const subtotal = ({ base, amount: tax, reason, reasonCode, ...kind }: ETax, amount: Amount): XmlNode =>
  branch("cac:TaxSubtotal", [
    amount("TaxableAmount", base),
    amount("TaxAmount", tax),
    category("cac:TaxCategory", kind, [
      leaf("cbc:TaxExemptionReasonCode", reasonCode),
      leaf("cbc:TaxExemptionReason", reason),
    ]),
  ]);

const category = (name: string, { category: code, rate }: ETaxKind, reasons: XmlNode[]): XmlNode =>
  branch(name, [
    leaf("cbc:ID", code),
    leaf("cbc:Percent", rate),
    ...reasons,
    branch("cac:TaxScheme", [leaf("cbc:ID", "VAT")]),
  ]);

/** One is `C62` (UN/ECE recommendation 20). */
const lineOf = (line: ELine, root: "Invoice" | "CreditNote", amount: Amount): XmlNode =>
  branch(`cac:${root}Line`, [
    leaf("cbc:ID", line.id),
    leaf(root === "Invoice" ? "cbc:InvoicedQuantity" : "cbc:CreditedQuantity", line.quantity, { unitCode: "C62" }),
    amount("LineExtensionAmount", line.net),
    period("cac:InvoicePeriod", line.period),
    line.allowance &&
      branch("cac:AllowanceCharge", [
        leaf("cbc:ChargeIndicator", "false"),
        leaf("cbc:AllowanceChargeReason", line.allowance.reason),
        amount("Amount", line.allowance.amount),
      ]),
    branch("cac:Item", [leaf("cbc:Name", line.name), category("cac:ClassifiedTaxCategory", line.tax, [])]),
    branch("cac:Price", [amount("PriceAmount", line.price)]),
  ]);
