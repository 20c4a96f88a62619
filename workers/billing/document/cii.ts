import type { EInvoice, ELine, EParty, EPeriod, ETax, ETaxKind } from "./e-invoice.ts";
import { EN_16931 } from "./ubl.ts";
import { branch, leaf, type XmlNode, xmlDocument } from "./xml.ts";

const NAMESPACE = "urn:un:unece:uncefact:data:standard:";

/** A document as UN/CEFACT Cross Industry Invoice D16B, the syntax of Factur-X and ZUGFeRD; elements in the schema's order. */
export const ciiOf = (document: EInvoice): string =>
  xmlDocument(
    branch(
      "rsm:CrossIndustryInvoice",
      [
        branch("rsm:ExchangedDocumentContext", [
          branch("ram:GuidelineSpecifiedDocumentContextParameter", [leaf("ram:ID", EN_16931)]),
        ]),
        branch("rsm:ExchangedDocument", [
          leaf("ram:ID", document.number),
          leaf("ram:TypeCode", document.kind === "invoice" ? "380" : "381"),
          moment("ram:IssueDateTime", document.issued),
          branch("ram:IncludedNote", [leaf("ram:Content", document.note)]),
        ]),
        branch("rsm:SupplyChainTradeTransaction", [
          ...document.lines.map(lineOf),
          branch("ram:ApplicableHeaderTradeAgreement", [
            leaf("ram:BuyerReference", document.buyerReference),
            party("ram:SellerTradeParty", document.seller),
            party("ram:BuyerTradeParty", document.buyer),
          ]),
          "<ram:ApplicableHeaderTradeDelivery/>",
          settlement(document),
        ]),
      ],
      {
        "xmlns:rsm": `${NAMESPACE}CrossIndustryInvoice:100`,
        "xmlns:ram": `${NAMESPACE}ReusableAggregateBusinessInformationEntity:100`,
        "xmlns:udt": `${NAMESPACE}UnqualifiedDataType:100`,
        "xmlns:qdt": `${NAMESPACE}QualifiedDataType:100`,
      },
    ),
  );

/** `102` is the form CCYYMMDD. */
const moment = (name: string, date: string | null, type: "udt" | "qdt" = "udt"): XmlNode =>
  branch(name, [leaf(`${type}:DateTimeString`, date?.replaceAll("-", "") ?? null, { format: "102" })]);

const period = (dates: EPeriod | null): XmlNode =>
  dates &&
  branch("ram:BillingSpecifiedPeriod", [
    moment("ram:StartDateTime", dates.start),
    moment("ram:EndDateTime", dates.end),
  ]);

const party = (element: string, { name, id, vatId, taxNumber, email, address }: EParty): XmlNode =>
  branch(element, [
    leaf("ram:ID", id),
    leaf("ram:Name", name),
    branch("ram:PostalTradeAddress", [
      leaf("ram:PostcodeCode", address.postalCode),
      leaf("ram:LineOne", address.line1),
      leaf("ram:LineTwo", address.line2),
      leaf("ram:CityName", address.city),
      leaf("ram:CountryID", address.country),
      leaf("ram:CountrySubDivisionName", address.region),
    ]),
    branch("ram:URIUniversalCommunication", [leaf("ram:URIID", email, { schemeID: "EM" })]),
    branch("ram:SpecifiedTaxRegistration", [leaf("ram:ID", vatId, { schemeID: "VA" })]),
    branch("ram:SpecifiedTaxRegistration", [leaf("ram:ID", taxNumber, { schemeID: "FC" })]),
  ]);

const tradeTax = ({ category, rate }: ETaxKind, total: Omit<ETax, "category" | "rate"> | null): XmlNode =>
  branch("ram:ApplicableTradeTax", [
    leaf("ram:CalculatedAmount", total?.amount ?? null),
    leaf("ram:TypeCode", "VAT"),
    leaf("ram:ExemptionReason", total?.reason ?? null),
    leaf("ram:BasisAmount", total?.base ?? null),
    leaf("ram:CategoryCode", category),
    leaf("ram:ExemptionReasonCode", total?.reasonCode ?? null),
    leaf("ram:RateApplicablePercent", rate),
  ]);

/** One is `C62` (UN/ECE recommendation 20). */
const lineOf = (line: ELine): XmlNode =>
  branch("ram:IncludedSupplyChainTradeLineItem", [
    branch("ram:AssociatedDocumentLineDocument", [leaf("ram:LineID", line.id)]),
    branch("ram:SpecifiedTradeProduct", [leaf("ram:Name", line.name)]),
    branch("ram:SpecifiedLineTradeAgreement", [
      branch("ram:NetPriceProductTradePrice", [leaf("ram:ChargeAmount", line.price)]),
    ]),
    branch("ram:SpecifiedLineTradeDelivery", [leaf("ram:BilledQuantity", line.quantity, { unitCode: "C62" })]),
    branch("ram:SpecifiedLineTradeSettlement", [
      tradeTax(line.tax, null),
      period(line.period),
      line.allowance &&
        branch("ram:SpecifiedTradeAllowanceCharge", [
          branch("ram:ChargeIndicator", [leaf("udt:Indicator", "false")]),
          leaf("ram:ActualAmount", line.allowance.amount),
          leaf("ram:Reason", line.allowance.reason),
        ]),
      branch("ram:SpecifiedTradeSettlementLineMonetarySummation", [leaf("ram:LineTotalAmount", line.net)]),
    ]),
  ]);

const settlement = (document: EInvoice): XmlNode =>
  branch("ram:ApplicableHeaderTradeSettlement", [
    leaf("ram:InvoiceCurrencyCode", document.currency),
    ...document.taxes.map(({ category, rate, ...total }) => tradeTax({ category, rate }, total)),
    period(document.period),
    branch("ram:SpecifiedTradePaymentTerms", [
      leaf("ram:Description", document.terms),
      moment("ram:DueDateDateTime", document.due),
    ]),
    branch("ram:SpecifiedTradeSettlementHeaderMonetarySummation", [
      leaf("ram:LineTotalAmount", document.net),
      leaf("ram:TaxBasisTotalAmount", document.net),
      leaf("ram:TaxTotalAmount", document.tax, { currencyID: document.currency }),
      leaf("ram:GrandTotalAmount", document.total),
      document.prepaid && leaf("ram:TotalPrepaidAmount", document.prepaid),
      leaf("ram:DuePayableAmount", document.payable),
    ]),
    document.preceding &&
      branch("ram:InvoiceReferencedDocument", [
        leaf("ram:IssuerAssignedID", document.preceding.number),
        moment("ram:FormattedIssueDateTime", document.preceding.issued, "qdt"),
      ]),
  ]);
