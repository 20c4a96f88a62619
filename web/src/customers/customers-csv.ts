import type { AccountRow } from "../../../workers/billing/account/view.ts";
import { minorDigits } from "../../../workers/billing/currency.ts";

const COLUMNS = [
  ...["id", "name", "product", "state", "plan", "comped", "comp_ends", "monthly", "open", "currency"],
  ...["owner", "mail", "country", "tags", "opened"],
];

/** Accounts as a CSV file (RFC 4180) as the list shows them: amounts in major units, days in UTC, personal data masked. */
export function customersCsv(accounts: readonly AccountRow[]): string {
  const lines = accounts.map((account) => {
    const { id, name, productId, status, plan, comped, waiverExpiresMs, mrr, owed, currency } = account;
    const amount = (minor: number) => (minor / 10 ** minorDigits(currency)).toFixed(minorDigits(currency));
    const day = (atMs: number | null) => (atMs === null ? "" : new Date(atMs).toISOString().slice(0, 10));
    const { ownerName, ownerMail, country, tags, createdMs } = account;
    return [
      ...[id, name, productId, status, plan, comped ? "yes" : "no", day(waiverExpiresMs), amount(mrr), amount(owed)],
      ...[currency, ownerName, ownerMail, country, tags.join(" "), day(createdMs)],
    ];
  });
  return [COLUMNS, ...lines].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/** A text that a spreadsheet would run as a formula is marked as text. */
function cell(text: string): string {
  const safe = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
