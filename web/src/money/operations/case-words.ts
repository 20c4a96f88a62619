import type { CaseKind, MovementRow } from "../../../../workers/billing/payment/view.ts";

const CASES: Record<CaseKind, { title: string; meaning: string }> = {
  "unknown-movement": {
    title: "Money that the books do not know",
    meaning: "The gateway moved it, and no payment, refund or dispute of ours is it.",
  },
  "amount-differs": {
    title: "Amounts that differ",
    meaning: "The gateway and the books know of it, and say different amounts.",
  },
  "missing-at-gateway": {
    title: "Paid, and in no payout",
    meaning: "The books count it as paid; the gateway has not paid it out in two weeks.",
  },
  "unknown-payment": {
    title: "A payment nobody can tell of",
    meaning: "The gateway was asked time and again what became of it, and did not say.",
  },
  "unknown-refund": {
    title: "A refund nobody can tell of",
    meaning: "The gateway was asked time and again whether the money went back, and did not say.",
  },
  "fraud-warning": {
    title: "Taken for fraud by its bank",
    meaning: "A dispute mostly follows in days. Given back before, it costs no dispute's fee.",
  },
  "unheard-event": {
    title: "A webhook that could not be worked off",
    meaning:
      "The gateway told of it, and for a day and a half of tries nothing came of it. Look it up there, and compare now.",
  },
  transfer: {
    title: "A transfer of nobody",
    meaning: "It arrived at the bank, and no open invoice is certain to be meant.",
  },
};

/** What a case is, and what that means. */
export const caseWords = (kind: CaseKind) => CASES[kind];

const FACTS: Record<string, string> = {
  because: "Because",
  bankReference: "Bank's reference",
  charge: "Charge",
  fraud: "The bank says",
  event: "Event",
  fee: "Fee at the gateway",
  inquiries: "Times asked",
  kind: "Movement is a",
  movement: "Movement",
  movements: "Sum of movements",
  payment: "Our payment",
  paymentAmount: "Our amount",
  paymentFee: "Our fee",
  paymentStatus: "Our state",
  payout: "Payout",
  reference: "Gateway's reference",
  refund: "Our refund",
  settledMs: "Paid",
  source: "Source",
  text: "Payer wrote",
  type: "Told of",
  amount: "Amount at the gateway",
};

/** What a fact of a case is called. */
export const factTitle = (name: string): string => FACTS[name] ?? name;

/** Facts of a case that are amounts of money. */
export const isAmount = (name: string): boolean =>
  ["amount", "fee", "paymentAmount", "paymentFee", "movements"].includes(name);

const MOVEMENTS: Record<MovementRow["kind"], string> = {
  charge: "Payment",
  refund: "Refund",
  "refund-failure": "Refund that came back",
  dispute: "Dispute",
  "dispute-won": "Dispute won",
  payout: "Payout",
  "payout-failure": "Payout that came back",
  fee: "Fee of the gateway",
  other: "Other",
};

/** What a movement of a gateway's balance is. */
export const movementTitle = (kind: MovementRow["kind"]): string => MOVEMENTS[kind];
