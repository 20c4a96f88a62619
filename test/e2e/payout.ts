import type { MovementRow, PayoutDetail } from "../../workers/billing/payment/view.ts";
import { DAY_MS } from "../../workers/kit/time.ts";

const NOW_MS = Date.now();
const OF = { gateway: "local", currency: "EUR", payout: "lpo_000000007", createdMs: NOW_MS - 3 * DAY_MS };
const NOTHING = { originalAmount: null, originalCurrency: null, paymentId: null, accountId: null, accountName: null };

const movement = (
  id: string,
  kind: MovementRow["kind"],
  amount: number,
  fee: number,
  matched: boolean,
): MovementRow => ({
  ...{ ...OF, ...NOTHING, id, kind, amount, fee, net: amount - fee, matched },
  ...{ charge: `lch_${id}`, source: `lch_${id}`, caseId: null, caseResolvedMs: null },
});

/** A payout as its page reads it: the embedded gateway pays out on the day after, which no test waits for. */
export const PAYOUT: PayoutDetail = {
  payout: {
    ...{ gateway: OF.gateway, id: OF.payout, amount: 15_790, currency: OF.currency, status: "paid", movements: 3 },
    ...{ createdMs: OF.createdMs, arrivalMs: NOW_MS - DAY_MS, unmatched: 4_850, postedMs: NOW_MS },
  },
  sums: [
    { kind: "charge", count: 2, amount: 17_000, fee: 410, net: 16_590, unmatched: 4_850 },
    { kind: "refund", count: 1, amount: -800, fee: 0, net: -800, unmatched: 0 },
  ],
  movements: [
    movement("000000012", "charge", 5_000, 150, false),
    movement("000000011", "charge", 12_000, 260, true),
    movement("000000013", "refund", -800, 0, true),
  ],
  next: null,
  ownCase: null,
};
