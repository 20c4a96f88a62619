import { numberFormat } from "../../kit/number-format.ts";
import { formatDate, formatPeriod } from "../calendar/local-time.ts";
import { minorDigits } from "../currency.ts";
import type { CreditNote, Invoice, InvoiceLine, Party, TaxTotal } from "../invoice/invoice.ts";
import { type Decimal, moneyFormat } from "../money.ts";
import { portalWords } from "../portal/words/words.ts";
import { localeOf, paperWords } from "./words/language.ts";
import { filled, type PaperWords } from "./words/words.ts";

/** What a document shows, in the words and figures of its language: PDF and page are made of it. */
export interface Paper {
  /** The language's tag. */
  language: string;
  title: string;
  number: string;
  issuedMs: number;
  seller: { name: string; lines: string[] };
  customer: { label: string; name: string; lines: string[] };
  facts: { label: string; value: string }[];
  columns: { description: string; quantity: string; unitPrice: string; rate: string; amount: string };
  rows: PaperRow[];
  sums: { label: string; value: string; strong: boolean }[];
  taxes: { head: string[]; rows: string[][] };
  notes: string[];
  /** What is left to pay where credit was used up as it was issued; else absent, so that documents of before stay the same. */
  due?: Paper["sums"];
  /** That it is void; absent while it stands. */
  void?: string;
  words: PaperWords;
  money: (amount: number) => string;
}

export interface PaperRow {
  description: string;
  /** Smaller, below: the period of service. */
  detail: string;
  quantity: string;
  unitPrice: string;
  rate: string;
  /** In minor units; what pages carry forward adds it up. */
  amount: number;
}

/** An invoice as its document shows it, of nothing but the frozen snapshot. A draft has no number and says what it is. */
export function invoicePaper(invoice: Invoice): Paper {
  const { words, locale, ...shared } = sharedBy(invoice);
  const { money } = shared;
  const date = (atMs: number) => formatDate(atMs, invoice.timeZone, locale);
  const period = periodWords(invoice.timeZone, locale);
  const number = invoice.number ?? words.draft;
  const issuedMs = invoice.finalisedMs ?? invoice.createdMs;
  const { creditUsed = 0 } = invoice;
  return {
    ...shared,
    words,
    title: words.invoice,
    number,
    issuedMs,
    facts: [
      { label: words.number, value: number },
      { label: words.issued, value: date(issuedMs) },
      ...(invoice.dueMs === null ? [] : [{ label: words.due, value: date(invoice.dueMs) }]),
      ...(invoice.reference === "" ? [] : [{ label: words.reference, value: invoice.reference }]),
    ],
    rows: invoice.lines.flatMap((line) => rowsOf(line, invoice, words, locale, period)),
    sums: [
      ...(invoice.discountTotal === 0
        ? []
        : [
            { label: words.subtotal, value: money(invoice.subtotal), strong: false },
            { label: words.discount, value: money(-invoice.discountTotal), strong: false },
          ]),
      { label: words.net, value: money(invoice.netTotal), strong: false },
      { label: words.taxes, value: money(invoice.taxTotal), strong: false },
      { label: words.total, value: money(invoice.total), strong: true },
    ],
    ...(creditUsed > 0 && {
      due: [
        { label: portalWords(locale).fromCredit, value: money(-creditUsed), strong: false },
        { label: portalWords(locale).toPay, value: money(invoice.total - creditUsed), strong: true },
      ],
    }),
    ...(invoice.status === "void" && { void: portalWords(locale).voidText }),
    taxes: taxTable(invoice.taxTotals, words, locale, money),
    notes: [...taxNotes(invoice.lines, words), terms(invoice, words, number, money, date)],
  };
}

/** A credit note as its document shows it: what is taken back of an invoice, and where the money went. */
export function creditNotePaper(note: CreditNote, invoice: Invoice): Paper {
  const { words, locale, ...shared } = sharedBy(invoice);
  const { money } = shared;
  const date = (atMs: number) => formatDate(atMs, invoice.timeZone, locale);
  const period = periodWords(invoice.timeZone, locale);
  const number = note.number ?? words.draft;
  const isVoid = note.status === "void";
  const lines = note.lines.flatMap((credited) => {
    const line = invoice.lines.find(({ id }) => id === credited.invoiceLineId);
    return line === undefined ? [] : [{ line, credited }];
  });
  const settled: [string, number][] = [
    [words.notCollected, note.prePaymentAmount],
    [words.toCard, note.refundAmount],
    [words.toBalance, note.balanceAmount],
    [words.outOfBand, note.outOfBandAmount],
  ];
  return {
    ...shared,
    words,
    title: words.creditNote,
    number,
    issuedMs: note.createdMs,
    facts: [
      { label: words.number, value: number },
      { label: words.issued, value: date(note.createdMs) },
      {
        label: words.forInvoice,
        value: `${invoice.number ?? words.draft} ${words.ofDate} ${date(invoice.finalisedMs ?? invoice.createdMs)}`,
      },
      { label: words.reason, value: words.reasons[note.reason] },
    ],
    rows: lines.map(({ line, credited }) => ({
      description: credited.description || line.description,
      detail: period(line.service),
      quantity: "",
      unitPrice: "",
      rate: rateWords(line, locale),
      amount: credited.netAmount,
    })),
    sums: [
      { label: words.net, value: money(note.netTotal), strong: false },
      { label: words.taxes, value: money(note.taxTotal), strong: false },
      { label: words.total, value: money(note.total), strong: true },
    ],
    ...(isVoid && { void: portalWords(locale).voidNoteText }),
    taxes: taxTable(creditedTaxes(note, invoice), words, locale, money),
    notes: [
      ...taxNotes(
        lines.map(({ line }) => line),
        words,
      ),
      ...settled.flatMap(([label, amount]) => (amount === 0 || isVoid ? [] : [`${label}: ${money(amount)}`])),
      ...(note.memo === "" ? [] : [note.memo]),
    ],
  };
}

/** Whether a row's second line says what its first one does not: names of lines often end with their period. */
export const isNews = ({ description, detail }: Paper["rows"][number]): boolean =>
  detail !== "" && !description.includes(detail);

/** The sums of a credit note by rate, in the order of the invoice's. Positive: what is taken back. */
export function creditedTaxes(note: CreditNote, invoice: Invoice): TaxTotal[] {
  const none = { jurisdiction: "", name: "", rate: "0" };
  return invoice.taxTotals.flatMap((total) => {
    let base = 0;
    let amount = 0;
    for (const credited of note.lines) {
      const line = invoice.lines.find(({ id }) => id === credited.invoiceLineId);
      if (line === undefined || line.tax.category !== total.category) continue;
      for (const [index, rate] of (line.tax.rates.length > 0 ? line.tax.rates : [none]).entries()) {
        if (rate.jurisdiction !== total.jurisdiction || rate.name !== total.name || rate.rate !== total.rate) continue;
        base += credited.netAmount;
        amount += credited.taxAmounts[index] ?? 0;
      }
    }
    return base === 0 && amount === 0 ? [] : [{ ...total, base, amount }];
  });
}

/** Periods in words; lines of one document mostly have the same, and the words of one are dear. */
function periodWords(zone: string, locale: string): (service: InvoiceLine["service"]) => string {
  const known = new Map<string, string>();
  return (service) => {
    if (service === null) return "";
    const key = `${service.startMs} ${service.endMs}`;
    const words = known.get(key) ?? formatPeriod(service, zone, locale);
    known.set(key, words);
    return words;
  };
}

function sharedBy({ language, currency, seller, customer }: Invoice) {
  const words = paperWords(language);
  const locale = localeOf(language);
  const { description, quantity, unitPrice, rate, amount } = words;
  return {
    words,
    locale,
    language: locale,
    money: moneyFormat(currency, locale),
    seller: { name: seller.legalName || seller.name, lines: partyLines(seller, words, locale) },
    customer: {
      label: words.billTo,
      name: customer.legalName || customer.name,
      lines: partyLines(customer, words, locale),
    },
    columns: { description, quantity, unitPrice, rate, amount },
  };
}

function partyLines({ address, taxId, email }: Party, words: PaperWords, locale: string): string[] {
  const { line1, line2, city, region, postalCode, country } = address;
  const countryName = country === "" ? "" : (new Intl.DisplayNames(locale, { type: "region" }).of(country) ?? country);
  const town = [postalCode, city].filter((part) => part !== "").join(" ");
  const lines = [line1, line2, [town, region].filter((part) => part !== "").join(", "), countryName];
  return [...lines, taxId === null ? "" : `${words.taxId} ${taxId}`, email ?? ""].filter((line) => line !== "");
}

/** A line, and one more for what is off it. */
function rowsOf(
  line: InvoiceLine,
  invoice: Invoice,
  words: PaperWords,
  locale: string,
  period: (service: InvoiceLine["service"]) => string,
): PaperRow[] {
  const row: PaperRow = {
    description: line.description,
    detail: period(line.service),
    quantity: decimalWords(line.quantity, 0, 0, locale),
    unitPrice: line.unitAmount === null ? "" : unitPrice(line.unitAmount, invoice.currency, locale),
    rate: rateWords(line, locale),
    amount: line.amount,
  };
  if (line.discountAmount === 0) return [row];
  return [
    row,
    { ...row, description: words.discount, detail: "", quantity: "", unitPrice: "", amount: -line.discountAmount },
  ];
}

/** A decimal of minor units in major ones, with all its places. */
const unitPrice = (unitAmount: Decimal, currency: string, locale: string): string =>
  decimalWords(unitAmount, minorDigits(currency), minorDigits(currency), locale);

function decimalWords(decimal: Decimal, shift: number, placesMin: number, locale: string): string {
  const [whole = "", part = ""] = decimal.replace("-", "").split(".");
  const digits = whole.padStart(shift + 1, "0");
  const text = `${decimal.startsWith("-") ? "-" : ""}${digits.slice(0, digits.length - shift)}.${digits.slice(digits.length - shift)}${part}`;
  const format = numberFormat(locale, { minimumFractionDigits: placesMin, maximumFractionDigits: 14 });
  // It is text of digits: exact where a float is not.
  return format.format(text.replace(/\.$/, "") as Intl.StringNumericLiteral);
}

const percentWords = (rate: Decimal, locale: string): string =>
  numberFormat(locale, { style: "percent", maximumFractionDigits: 4 }).format(Number(rate) / 100);

const rateWords = ({ tax }: InvoiceLine, locale: string): string =>
  tax.rates.map(({ rate }) => percentWords(rate, locale)).join(" + ") || percentWords("0", locale);

function taxTable(totals: TaxTotal[], words: PaperWords, locale: string, money: Paper["money"]): Paper["taxes"] {
  return {
    head: [words.rate, words.base, words.taxes],
    rows: totals.map(({ jurisdiction, name, rate, base, amount }) => [
      [name === "VAT" ? words.vat : name, jurisdiction, percentWords(rate, locale)]
        .filter((part) => part !== "")
        .join(" "),
      money(base),
      money(amount),
    ]),
  };
}

/** Why no tax is charged, in the words that the law wants, and the proof; each once. */
function taxNotes(lines: InvoiceLine[], words: PaperWords): string[] {
  const said = {
    S: "",
    Z: words.zeroRated,
    E: words.exempt,
    AE: words.reverseCharge,
    O: words.outside,
    K: words.intraCommunity,
    G: words.exportFree,
  };
  const notes = lines.map(({ tax }) => {
    const { category, proof } = tax;
    if (said[category] === "") return "";
    return proof === null ? said[category] : `${said[category]} ${words.proof}: ${proof}`;
  });
  const included = lines.some(({ taxInclusive, taxAmounts }) => taxInclusive && taxAmounts.some((tax) => tax !== 0));
  return [...new Set([...notes, included ? words.included : ""])].filter((note) => note !== "");
}

function terms(
  invoice: Invoice,
  words: PaperWords,
  number: string,
  money: Paper["money"],
  date: (atMs: number) => string,
): string {
  const due = invoice.total - (invoice.creditUsed ?? 0);
  if (due <= 0) return words.nothingDue;
  if (invoice.collection === "automatic" || invoice.dueMs === null) return words.automatic;
  return filled(words.dueBy, { amount: money(due), date: date(invoice.dueMs), number });
}
