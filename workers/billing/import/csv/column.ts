/** A column that a file may have. */
export interface Column {
  name: string;
  title: string;
  /** What stands in it, with an example. */
  hint: string;
  about: "account" | "subscription" | "invoice";
  /** What else it is called elsewhere, in small letters and digits. */
  words: readonly string[];
}

const column = <Name extends string>(
  about: Column["about"],
  name: Name,
  title: string,
  hint: string,
  ...words: string[]
) => ({ about, name, title, hint, words });

/** Columns that a file may have, in the order of the template. */
export const COLUMNS = [
  column(
    "account",
    "external_id",
    "External id",
    "its id in the other system",
    "id",
    "customerid",
    "accountid",
    "customer",
    "kundennummer",
  ),
  column("account", "name", "Name", "Corner Shop", "company", "companyname", "customername", "accountname", "firma"),
  column("account", "product", "Product", "a product's id in the catalogue", "productid"),
  column("account", "currency", "Currency", "EUR", "waehrung"),
  column("account", "owner_name", "Owner's name", "Ann Lee", "contact", "contactname", "owner", "ansprechpartner"),
  column(
    "account",
    "owner_mail",
    "Owner's mail",
    "ann@example.com",
    "email",
    "mail",
    "owneremail",
    "customeremail",
    "contactemail",
  ),
  column("account", "legal_name", "Legal name", "Corner Shop Ltd", "legal"),
  column("account", "line1", "Address, line 1", "1 High Street", "address", "addressline1", "street", "strasse"),
  column("account", "line2", "Address, line 2", "2nd floor", "addressline2"),
  column("account", "postal_code", "Postcode", "10115", "postcode", "zip", "zipcode", "plz"),
  column("account", "city", "City", "Berlin", "town", "ort", "stadt"),
  column("account", "region", "Region", "BE", "state", "province"),
  column("account", "country", "Country", "DE", "countrycode", "land"),
  column("account", "tax_id", "Tax id", "DE136695976", "vat", "vatid", "vatnumber", "taxnumber", "ustid"),
  column("account", "language", "Language", "de", "locale", "sprache"),
  column("account", "time_zone", "Time zone", "Europe/Berlin", "timezone", "tz"),
  column("account", "tags", "Tags", "vip beta", "labels"),
  column(
    "account",
    "balance",
    "Balance",
    "12.50 is owed to the customer, -12.50 by them",
    "credit",
    "accountbalance",
    "guthaben",
  ),
  column("subscription", "subscription_id", "Subscription's id", "its id in the other system", "subscription"),
  column("subscription", "price", "Price", "a price's id in the catalogue", "priceid"),
  column("subscription", "plan", "Plan", "a plan's code, in the place of a price", "plancode", "planid"),
  column(
    "subscription",
    "interval",
    "Interval",
    "month, quarter or year: which price of the plan",
    "billinginterval",
    "frequency",
    "period",
  ),
  column("subscription", "quantity", "Quantity", "3", "seats", "qty", "menge"),
  column(
    "subscription",
    "paid_until",
    "Paid until",
    "2027-01-31",
    "paidthrough",
    "currentperiodend",
    "nextbilling",
    "renewal",
    "renewson",
  ),
  column(
    "subscription",
    "anchor",
    "Anchor",
    "2024-05-31: from where periods are counted",
    "billinganchor",
    "startdate",
    "start",
  ),
  column("subscription", "status", "Status", "active, trialing or paused", "state", "subscriptionstatus"),
  column("subscription", "cancel_at", "Ends at", "2027-01-31", "cancelat", "endsat", "enddate"),
  column(
    "subscription",
    "days_until_due",
    "Days to pay",
    "14; blank to charge by itself",
    "netdays",
    "terms",
    "paymentterms",
  ),
  column("invoice", "invoice_id", "Invoice's id", "its id in the other system"),
  column("invoice", "invoice_number", "Invoice's number", "S-17", "invoice", "invoiceno", "rechnungsnummer"),
  column(
    "invoice",
    "invoice_open",
    "Open on it",
    "50.00 that is still to be paid",
    "amountdue",
    "invoiceamount",
    "amountremaining",
    "open",
  ),
  column("invoice", "invoice_date", "Invoice's date", "2026-11-01", "invoicedate", "issued"),
  column("invoice", "invoice_due", "Invoice is due", "2026-11-15", "duedate", "due"),
] as const;

export type ColumnName = (typeof COLUMNS)[number]["name"];

export const COLUMN_NAMES = COLUMNS.map(({ name }) => name);

const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** What columns of a file probably are, by their names; each thing once. Null where nothing fits. */
export function guessMapping(header: readonly string[]): (ColumnName | null)[] {
  const taken = new Set<ColumnName>();
  const guess = (fits: (column: (typeof COLUMNS)[number], word: string) => boolean) => (name: string) => {
    const found = COLUMNS.find((column) => !taken.has(column.name) && fits(column, plain(name)));
    if (found) taken.add(found.name);
    return found?.name ?? null;
  };
  // Names that are ours come first, so that no other column takes their place.
  const exact = header.map(guess((column, word) => plain(column.name) === word || plain(column.title) === word));
  const other = guess(({ words }, word) => words.some((one) => one === word));
  return exact.map((name, index) => name ?? other(header[index] ?? ""));
}
