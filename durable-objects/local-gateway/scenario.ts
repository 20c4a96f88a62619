import type { Decline } from "../../workers/billing/payment/gateway/gateway.ts";
import type { PaymentMethod } from "../../workers/billing/payment/payment.ts";
import { hashText } from "../../workers/kit/text-hash.ts";

/** What a test token makes the gateway do. `transport` is what befalls the request, not the money. */
export interface Scenario {
  kind: Extract<PaymentMethod["kind"], "card" | "ach-debit">;
  decline: Decline | null;
  transport: "answer" | "timeout-after-commit" | "timeout-before-commit" | "error-once";
  webhooks: "once" | "twice" | "before-response" | "reversed";
  /** The customer has to confirm: `then-ok` does so an hour later, `never` does not. */
  action: "none" | "then-ok" | "never";
  /** Days after which a bank debit arrives or comes back. */
  debit: { days: number; returned: boolean } | null;
  dispute: { days: number; won: boolean } | null;
  /** Days after which a refund comes back. */
  refundFailsAfterDays: number | null;
  /** Days after which the bank says that it takes the charge for fraud; absent where it never does. */
  fraudAfterDays?: number;
  /** The refund's answer gets lost on its way. */
  refundTimesOut: boolean;
}

const PLAIN: Scenario = {
  kind: "card",
  decline: null,
  transport: "answer",
  webhooks: "once",
  action: "none",
  debit: null,
  dispute: null,
  refundFailsAfterDays: null,
  refundTimesOut: false,
};

const declined = (code: string, message: string, hard: boolean): Scenario => ({
  ...PLAIN,
  decline: { code, message, hard },
});
const returned: Decline = { code: "R01", message: "The bank returned the debit: insufficient funds.", hard: false };

/** The fault catalogue; `_N` stands for a number of days, from 1 to 365. */
const CATALOGUE: Record<string, (days: number) => Scenario> = {
  ok: () => PLAIN,
  insufficient_funds: () => declined("insufficient_funds", "The card has insufficient funds.", false),
  expired_card: () => declined("expired_card", "The card has expired.", true),
  lost_card: () => declined("lost_card", "The card was reported lost.", true),
  requires_action: () => ({ ...PLAIN, action: "then-ok" }),
  requires_action_never: () => ({ ...PLAIN, action: "never" }),
  ach_ok_N: (days) => ({ ...PLAIN, kind: "ach-debit", debit: { days, returned: false } }),
  ach_return_N: (days) => ({ ...PLAIN, kind: "ach-debit", decline: returned, debit: { days, returned: true } }),
  timeout_after_commit: () => ({ ...PLAIN, transport: "timeout-after-commit" }),
  timeout_before_commit: () => ({ ...PLAIN, transport: "timeout-before-commit" }),
  error_once: () => ({ ...PLAIN, transport: "error-once" }),
  duplicate_webhook: () => ({ ...PLAIN, webhooks: "twice" }),
  webhook_first: () => ({ ...PLAIN, webhooks: "before-response" }),
  webhooks_reversed: () => ({ ...PLAIN, webhooks: "reversed" }),
  dispute_won_N: (days) => ({ ...PLAIN, dispute: { days, won: true } }),
  dispute_lost_N: (days) => ({ ...PLAIN, dispute: { days, won: false } }),
  fraud_warning_N: (days) => ({ ...PLAIN, fraudAfterDays: days }),
  refund_fails_N: (days) => ({ ...PLAIN, refundFailsAfterDays: days }),
  refund_timeout: () => ({ ...PLAIN, refundTimesOut: true }),
};

/** What a card of chance does, charge by charge: mostly what it should. */
const CHANCE = [
  ...Array.from({ length: 12 }, () => "ok"),
  ...["insufficient_funds", "requires_action", "timeout_after_commit", "timeout_before_commit", "error_once"],
  ...["duplicate_webhook", "webhook_first", "webhooks_reversed", "dispute_won_9", "dispute_lost_20", "refund_fails_3"],
];

/** Test tokens as a page offers them, one per scenario, with a few days where there are some. */
export const CATALOGUE_TOKENS: readonly string[] = Object.keys(CATALOGUE).map(
  (name) => `tok_${name.replace("_N", "_3")}`,
);

export const DAYS_MAX = 365;

/**
 * What a token does for a charge: `tok_<scenario>`, with anything after a `~` to tell cards of one scenario apart.
 * `tok_chance` draws by seed and charge. Null for a token of no card.
 */
export function scenarioOf(token: string, seed: string, key: string): Scenario | null {
  const [, name] = /^tok_([a-z_0-9]+)(?:~.*)?$/.exec(token) ?? [];
  if (name === undefined) return null;
  if (name === "chance") {
    const drawn = CHANCE[hashText(`${seed}:${key}`) % CHANCE.length];
    return scenarioOf(`tok_${drawn}`, seed, key);
  }
  const days = Number(/_(\d+)$/.exec(name)?.[1] ?? 0);
  const scenario = CATALOGUE[name.replace(/_\d+$/, "_N")];
  if (!scenario || days > DAYS_MAX || (days === 0 && name.endsWith("_0"))) return null;
  return scenario(days);
}
