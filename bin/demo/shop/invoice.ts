/** Totals an invoice's lines; a line from before the currency change stops it. */
export function totalInvoice(lines: { amount: number; currency: string }[]): number {
  return lines.reduce((total, line) => addLine(total, line, lines[0]?.currency ?? "EUR"), 0);
}

function addLine(total: number, line: { amount: number; currency: string }, currency: string): number {
  if (line.currency !== currency) throw new CurrencyMismatch(`a line in ${line.currency} on an invoice in ${currency}`);
  return total + line.amount;
}

/** Reads a webhook of the payment processor. */
export function readWebhook(body: string): unknown {
  return JSON.parse(body);
}

class CurrencyMismatch extends Error {
  override name = "CurrencyMismatch";
}
