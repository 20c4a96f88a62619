const TITLES: Record<string, string> = {
  "invoice-finalised": "Billed",
  "invoice-brought-along": "Invoice brought along",
  "revenue-recognised": "Became revenue",
  "credit-note-issued": "Credited",
  "invoice-voided": "Voided",
  "payment-succeeded": "Paid",
  "payment-fee": "Processor fee",
  "payout-received": "Paid out",
  "refund-settled": "Refunded",
  "balance-applied": "Credit balance used",
  "balance-adjusted": "Credit balance adjusted",
  "invoice-uncollectible": "Written off",
  "dispute-opened": "Disputed",
  "dispute-won": "Dispute won",
  "dispute-fee": "Fee of a dispute",
  "dispute-fee-back": "Fee of a dispute given back",
  manual: "By hand",
  converted: "Rounding of rates",
};

/** What a kind of transaction is called. */
export const kindTitle = (kind: string): string =>
  TITLES[kind] ??
  (kind.endsWith("-reversed") ? `${kindTitle(kind.slice(0, -9))}, reversed` : kind.replaceAll("-", " "));
