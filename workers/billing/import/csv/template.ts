import { csvRow } from "./cell.ts";
import { COLUMNS, type ColumnName } from "./column.ts";

const SHOP: Partial<Record<ColumnName, string>> = {
  ...{ external_id: "1001", name: "Corner Shop", product: "shop", currency: "EUR" },
  ...{ owner_name: "Ann Lee", owner_mail: "ann@example.com", legal_name: "Corner Shop Ltd", line1: "1 High Street" },
  ...{ postal_code: "10115", city: "Berlin", country: "DE", language: "en", time_zone: "Europe/Berlin", tags: "vip" },
  ...{ balance: "12.50", subscription_id: "S1", plan: "team", interval: "month", quantity: "3" },
  ...{ paid_until: "2027-01-31", anchor: "2024-05-31", status: "active", days_until_due: "14" },
};
const INVOICE: Partial<Record<ColumnName, string>> = {
  ...{ external_id: "1001", currency: "EUR", invoice_number: "A-17", invoice_open: "50.00" },
  ...{ invoice_date: "2026-11-01", invoice_due: "2026-11-15" },
};

/** A file to fill in: every column, and an account of two rows as an example. */
export const TEMPLATE = [
  COLUMNS.map(({ name }) => name),
  ...[SHOP, INVOICE].map((row) => COLUMNS.map(({ name }) => row[name] ?? "")),
]
  .map((cells) => csvRow(cells))
  .join("");
