import { CURRENCIES } from "../../currency.ts";
import type { ImportLine, ImportPart, LineProblem } from "../import-line.ts";
import { amountExample, amountIn, timeFrom, unguarded } from "./cell.ts";
import type { ColumnName } from "./column.ts";
import type { CsvReading } from "./csv-input.ts";
import { type Offer, priceOf } from "./offer.ts";

const STATUSES = { active: "active", trialing: "trialing", trial: "trialing", paused: "paused" } as const;
const WHOLE = /^\d{1,9}$/;

/** A row with what its columns mean. */
interface Row {
  cells: string[];
  /** The line of the file on which it begins. */
  line: number;
  /** What is wrong with the row as such. */
  fault: string | null;
}

/** What a file's rows are read by. */
export interface RowTerms {
  header: readonly string[];
  reading: CsvReading;
  offers: readonly Offer[];
}

/** A row of a file as a line of an import. */
export function lineOf(row: Row, terms: RowTerms): ImportLine {
  const cells = new RowCells(row, terms);
  const account = accountOf(cells);
  const part: ImportPart = { ...(Object.keys(account).length > 0 && { account }) };
  const taxId = cells.text("tax_id");
  if (taxId !== undefined) part.taxId = taxId;
  const balance = cells.amount("balance");
  if (balance !== undefined) part.balance = balance;
  const externalId = cells.text("external_id") ?? "";
  if (externalId === "") cells.problem("external_id", "It is empty, so nobody can say whose row this is.");
  const subscription = subscriptionOf(cells, externalId, terms.offers);
  if (subscription) part.subscriptions = [subscription];
  const invoice = invoiceOf(cells);
  if (invoice) part.invoices = [invoice];
  const [name, mail] = [cells.text("owner_name"), cells.text("owner_mail")];
  const owner = { ...(name !== undefined && { name }), ...(mail !== undefined && { mail }) };
  return { at: `line ${row.line}`, externalId, part, owner, problems: cells.problems, cells: row.cells };
}

function accountOf(cells: RowCells): NonNullable<ImportPart["account"]> {
  const said = {
    ...{ name: cells.text("name"), productId: cells.text("product"), currency: cells.currency() },
    ...{ legalName: cells.text("legal_name"), language: cells.text("language"), timeZone: cells.text("time_zone") },
    tags: cells.text("tags")?.split(/[\s,;]+/),
    address: addressOf(cells),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

function addressOf(cells: RowCells) {
  const said = {
    ...{ line1: cells.text("line1"), line2: cells.text("line2"), city: cells.text("city") },
    ...{ region: cells.text("region"), postalCode: cells.text("postal_code") },
  };
  const country = cells.text("country");
  if (country === undefined) {
    if (Object.values(said).some((value) => value !== undefined))
      cells.problem("country", "An address needs its country.");
    return undefined;
  }
  if (!/^[A-Z]{2}$/.test(country)) {
    cells.problem("country", `${country} is no country: write two capital letters, such as DE (ISO 3166-1).`);
    return undefined;
  }
  return { ...said, country };
}

function subscriptionOf(cells: RowCells, externalId: string, offers: readonly Offer[]) {
  const price = cells.text("price") ?? planPrice(cells, offers);
  const status = cells.text("status") ?? "active";
  const terms = {
    ...{ paidUntilMs: cells.time("paid_until"), anchorMs: cells.time("anchor"), cancelAtMs: cells.time("cancel_at") },
  };
  const [quantity, days] = [cells.whole("quantity"), cells.whole("days_until_due")];
  if (price === undefined) {
    for (const column of ["subscription_id", "paid_until", "quantity"] as const) {
      if (cells.text(column) !== undefined && cells.text("plan") === undefined) {
        cells.problem(column, "A subscription needs its price or its plan on each of its rows.");
        break;
      }
    }
    return undefined;
  }
  const known = Object.entries(STATUSES).find(([word]) => word === status.toLowerCase())?.[1];
  if (known === undefined) cells.problem("status", `${status} is none of active, trialing and paused.`);
  return {
    externalId: cells.text("subscription_id") ?? externalId,
    items: [{ price, quantity: quantity ?? 1 }],
    ...(terms.paidUntilMs !== undefined && { paidUntilMs: terms.paidUntilMs }),
    ...(terms.anchorMs !== undefined && { anchorMs: terms.anchorMs }),
    ...(terms.cancelAtMs !== undefined && { cancelAtMs: terms.cancelAtMs }),
    status: known ?? "active",
    ...(days !== undefined && { collection: { kind: "send-invoice" as const, daysUntilDue: days } }),
  };
}

function planPrice(cells: RowCells, offers: readonly Offer[]): string | undefined {
  const code = cells.text("plan");
  if (code === undefined) return undefined;
  const [interval, currency, productId] = [cells.text("interval"), cells.currency(), cells.text("product")];
  const found = priceOf(offers, { code, interval, currency, productId });
  if ("priceId" in found) return found.priceId;
  cells.problem("plan", found.detail);
  return undefined;
}

function invoiceOf(cells: RowCells) {
  const number = cells.text("invoice_number");
  const amount = cells.amount("invoice_open");
  const [createdMs, dueMs] = [cells.time("invoice_date"), cells.time("invoice_due")];
  if (number === undefined && amount === undefined) return undefined;
  if (number === undefined) return cells.problem("invoice_number", "An open invoice needs its number.");
  if (amount === undefined) return cells.problem("invoice_open", "Say what is still open on the invoice.");
  if (createdMs === undefined) return cells.problem("invoice_date", "An open invoice needs its date.");
  const externalId = cells.text("invoice_id") ?? number;
  return { externalId, number, amount, createdMs, dueMs: dueMs ?? null };
}

/** A row's cells by what they are, and what is wrong with them. */
class RowCells {
  readonly problems: LineProblem[] = [];
  readonly #row: Row;
  readonly #terms: RowTerms;

  constructor(row: Row, terms: RowTerms) {
    this.#row = row;
    this.#terms = terms;
    if (row.fault !== null) this.problems.push({ column: "the row", detail: row.fault });
    const extra = row.cells.slice(terms.header.length).some((text) => text.trim() !== "");
    const detail = `It has ${row.cells.length} cells, the header has ${terms.header.length}.`;
    if (extra) this.problems.push({ column: "the row", detail });
  }

  /** Notes what is wrong, by the name that the column has in the file. */
  problem(name: ColumnName, detail: string): undefined {
    const index = this.#terms.reading.mapping.indexOf(name);
    const title = this.#terms.header[index];
    this.problems.push({ column: title === undefined ? name : `column ${title}`, detail });
  }

  /** What the row says, or else the default; undefined where neither says anything. */
  text(name: ColumnName): string | undefined {
    const index = this.#terms.reading.mapping.indexOf(name);
    const cell = index === -1 ? "" : unguarded(this.#row.cells[index] ?? "").trim();
    if (cell !== "") return cell;
    const given: { [Name in ColumnName]?: string | undefined } = this.#terms.reading.defaults;
    return given[name] || undefined;
  }

  currency(): string | undefined {
    return this.text("currency")?.toUpperCase();
  }

  amount(name: ColumnName): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const currency = this.currency();
    if (currency === undefined) return this.problem(name, "Say in which currency it is, in this row.");
    if (!CURRENCIES.includes(currency)) return undefined;
    const { decimal } = this.#terms.reading;
    const amount = amountIn(text, currency, decimal);
    if (amount !== null) return amount;
    return this.problem(name, `${text} is no amount of ${currency}: write it as ${amountExample(currency, decimal)}.`);
  }

  time(name: ColumnName): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const atMs = timeFrom(text);
    return atMs ?? this.problem(name, `${text} is no date: write it as 2026-12-31, with a time as 2026-12-31 14:30.`);
  }

  whole(name: ColumnName): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    return WHOLE.test(text) ? Number(text) : this.problem(name, `${text} is no whole number.`);
  }
}
