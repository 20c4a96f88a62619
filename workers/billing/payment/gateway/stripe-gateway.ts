import Stripe from "stripe";
import { type Failure, fail, ok, type Result } from "../../../kit/result.ts";
import { HOUR_MS } from "../../../kit/time.ts";
import { minimumCharge } from "../charge/minimum-charge.ts";
import {
  type ChargeRequest,
  type ChargeResult,
  type FoundMethod,
  type Gateway,
  type GatewayRefusal,
  type MethodSetUp,
  type RefundResult,
  SET_UP,
} from "./gateway.ts";
import { toStripe } from "./stripe-amount.ts";
import { movementOf, payoutOf } from "./stripe-balance.ts";
import { stripeClient } from "./stripe-client.ts";
import { findInList, readList } from "./stripe-list.ts";
import { methodOf } from "./stripe-method.ts";
import {
  disputeOf,
  outcomeOfFault,
  outcomeOfIntent,
  outcomeOfRefund,
  refundOutcomeOfFault,
  type StripeFault,
  unanswered,
} from "./stripe-outcome.ts";
import { parseStripeWebhook } from "./stripe-webhook.ts";

export const STRIPE = "stripe";
/** How often a request is sent again, with its key, that meets one of the same key under way. */
const TWIN_RETRIES = 3;
const WITH_FEE = ["latest_charge.balance_transaction"];

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  /** Another server that speaks Stripe's API; null for Stripe's. */
  apiUrl: string | null;
}

/** Nothing was asked of Stripe: it has no such amount in that currency, today or tomorrow. */
const NOT_TAKEN = {
  outcome: "failure",
  reference: null,
  failure: { code: "amount_not_taken", message: "Stripe takes no such amount in this currency.", hard: true },
} as const;

/** Stripe, through its own library. Nothing of plans or invoices is kept there: it moves money. */
export function stripeGateway({ secretKey, webhookSecret, apiUrl }: StripeSettings): Gateway {
  const stripe = stripeClient(secretKey, apiUrl);
  const listIntents = (customer: string, sinceMs: number) =>
    stripe.paymentIntents.list({
      ...(customer !== "" && { customer }),
      created: { gte: Math.floor((sinceMs - HOUR_MS) / 1_000) },
      limit: 100,
      expand: WITH_FEE.map((each) => `data.${each}`),
    });
  return {
    name: STRIPE,
    minimumCharge,
    ensureCustomer: (accountId, imported) => asked(() => ensuredCustomer(stripe, accountId, imported)),
    setUpMethod: (setUp) => asked(() => openSetUp(stripe, setUp)),
    findSetUp: (reference) =>
      asked(async () => {
        const session = await stripe.checkout.sessions.retrieve(reference, { expand: ["setup_intent"] });
        const intent = typeof session.setup_intent === "object" ? session.setup_intent : null;
        const token = typeof intent?.payment_method === "string" ? intent.payment_method : intent?.payment_method?.id;
        if (intent?.status !== "succeeded" || token === undefined)
          return fail("not-found", "Nothing was entered on Stripe's page.");
        const found = await foundMethod(stripe, token);
        // Whose it is stands on the form: one that pays once is of no customer, and one that was taken over says nothing.
        return found.ok ? ok({ ...found.value, accountId: session.metadata?.account ?? "", usable: true }) : found;
      }),
    getMethod: (token, formerCustomer) => asked(() => foundMethod(stripe, token, formerCustomer)),
    detachMethod: (token) =>
      asked(async () => {
        try {
          await stripe.paymentMethods.detach(token);
        } catch (error) {
          // Stripe refuses to detach what is nobody's already: an errand that is sent again has been done.
          const { customer } = await stripe.paymentMethods.retrieve(token);
          if (customer !== null) throw error;
        }
        return ok(null);
      }),
    forgetCustomer: (customer) =>
      asked(async () => {
        await stripe.customers.del(customer);
        return ok(null);
      }),
    charge: async (request) => {
      const amount = toStripe(request.amount, request.currency);
      return amount === null ? NOT_TAKEN : charged(() => createIntent(stripe, request, amount));
    },
    askCharge: ({ key, reference, parent, createdMs }) =>
      inquired(async () => {
        if (reference !== null)
          return outcomeOfIntent(await stripe.paymentIntents.retrieve(reference, { expand: WITH_FEE }));
        const found = await findInList(listIntents(parent, createdMs), ({ metadata }) => metadata.payment === key);
        return found.ok ? outcomeOfIntent(found.value) : unlisted(found);
      }),
    cancelCharge: (reference) =>
      inquired(async () => {
        const intent = await stripe.paymentIntents.retrieve(reference, { expand: WITH_FEE });
        const isOver = intent.status === "succeeded" || intent.status === "processing" || intent.status === "canceled";
        return outcomeOfIntent(isOver ? intent : await stripe.paymentIntents.cancel(reference));
      }),
    refund: async ({ key, accountId, charge, currency, ...asked }): Promise<RefundResult> => {
      const amount = toStripe(asked.amount, currency);
      if (amount === null) return NOT_TAKEN;
      try {
        const metadata = { account: accountId, refund: key };
        return outcomeOfRefund(
          await stripe.refunds.create({ payment_intent: charge, amount, metadata }, { idempotencyKey: key }),
        );
      } catch (error) {
        return refundOutcomeOfFault(faultOf(error));
      }
    },
    askRefund: async ({ key, reference, parent }): Promise<RefundResult> => {
      try {
        if (reference !== null) return outcomeOfRefund(await stripe.refunds.retrieve(reference));
        const refunds = stripe.refunds.list({ payment_intent: parent, limit: 100 });
        const found = await findInList(refunds, ({ metadata }) => metadata?.refund === key);
        return found.ok ? outcomeOfRefund(found.value) : unlisted(found);
      } catch (error) {
        return unanswered(faultOf(error));
      }
    },
    findCharge: (reference) =>
      asked(async () => {
        const intent = await stripe.paymentIntents.retrieve(reference, { expand: WITH_FEE });
        const { account = "", payment = "" } = intent.metadata;
        return ok({ accountId: account, key: payment, result: outcomeOfIntent(intent) });
      }),
    findRefund: (reference) =>
      asked(async () => {
        const refund = await stripe.refunds.retrieve(reference);
        const { account = "", refund: key = "" } = refund.metadata ?? {};
        return ok({ accountId: account, key, result: outcomeOfRefund(refund) });
      }),
    findDispute: (reference) =>
      asked(async () => {
        const dispute = disputeOf(await stripe.disputes.retrieve(reference));
        return dispute ? ok(dispute) : fail("not-found", "The dispute is of no payment intent.");
      }),
    findFraudWarning: (reference) =>
      asked(async () => {
        const {
          payment_intent: intent,
          fraud_type,
          created,
        } = await stripe.radar.earlyFraudWarnings.retrieve(reference);
        const charge = typeof intent === "object" ? intent.id : intent;
        if (charge === undefined) return fail("not-found", "The warning is of no payment intent.");
        return ok({ reference, charge, fraud: fraud_type, createdMs: created * 1_000 });
      }),
    listPayouts: (sinceMs) =>
      asked(async () => {
        const since = { gte: Math.floor(sinceMs / 1_000) };
        return readList(stripe.payouts.list({ created: since, limit: 100 }), payoutOf);
      }),
    listMovements: (of) =>
      asked(async () => {
        const payout = "payout" in of ? of.payout : null;
        const filter = "payout" in of ? { payout: of.payout } : { created: { gte: Math.floor(of.sinceMs / 1_000) } };
        const list = stripe.balanceTransactions.list({ ...filter, limit: 100, expand: ["data.source"] });
        // The payout itself is listed among its movements: it is what they sum up to.
        return readList(list, (one) => (one.type === "payout" ? null : movementOf(one, payout)));
      }),
    parseWebhook: (rawText, headers, nowMs) => parseStripeWebhook(stripe, webhookSecret, rawText, headers, nowMs),
  };
}

/**
 * Stripe forgets idempotency keys after a day, so what was made for the account before is looked for by what is written on it; what was
 * made within minutes, which the search may not find yet, is known by its key. A request that meets its own twin waits for it.
 */
async function ensuredCustomer(stripe: Stripe, accountId: string, imported: string | null) {
  if (imported !== null) {
    const known = await asked(async () => ok(await stripe.customers.retrieve(imported)));
    if (known.ok && !known.value.deleted) return ok({ customer: imported });
    if (!known.ok && known.reason === "unavailable") return known;
  }
  const made = await stripe.customers.search({ query: `metadata["account"]:${JSON.stringify(accountId)}`, limit: 100 });
  const oldest = made.data.toSorted((a, b) => a.created - b.created)[0];
  if (oldest) return ok({ customer: oldest.id });
  const created = await stripe.customers.create(
    { metadata: { account: accountId } },
    { idempotencyKey: `customer:${accountId}`, maxNetworkRetries: TWIN_RETRIES },
  );
  return ok({ customer: created.id });
}

/** Stripe's own page for a method. Of a customer it may be charged later, too. */
async function openSetUp(
  stripe: Stripe,
  { accountId, customer, currency, returnUrl, cancelUrl }: MethodSetUp,
): Promise<Result<{ url: string }, GatewayRefusal>> {
  const { url } = await stripe.checkout.sessions.create({
    mode: "setup",
    currency: currency.toLowerCase(),
    success_url: returnUrl.replace(SET_UP, "{CHECKOUT_SESSION_ID}"),
    cancel_url: cancelUrl,
    metadata: { account: accountId },
    ...(customer !== null && { customer }),
  });
  return url === null ? fail("unavailable", "Stripe gave no address of its page.") : ok({ url });
}

/** Charges by one confirmed intent per payment; what is written on it says whose it is. */
const createIntent = (stripe: Stripe, request: ChargeRequest, amount: number) =>
  stripe.paymentIntents.create(
    {
      amount,
      currency: request.currency.toLowerCase(),
      // A method of no customer pays this once.
      ...(request.method.customer !== "" && { customer: request.method.customer }),
      payment_method: request.method.token,
      confirm: true,
      ...(request.returnUrl === null ? { off_session: true } : { return_url: request.returnUrl }),
      description: request.description,
      metadata: { account: request.accountId, payment: request.key },
      expand: WITH_FEE,
    },
    { idempotencyKey: request.key },
  );

async function foundMethod(
  stripe: Stripe,
  token: string,
  formerCustomer?: string,
): Promise<Result<FoundMethod, GatewayRefusal>> {
  const method = await stripe.paymentMethods.retrieve(token, { expand: ["customer"] });
  const { customer } = method;
  const owner = typeof customer === "object" && customer !== null && !("deleted" in customer) ? customer : null;
  const known = methodOf(method);
  if (known === null) return fail("not-found", `A method of the kind ${method.type} is not taken.`);
  const whose = owner ?? (formerCustomer === undefined ? null : await stripe.customers.retrieve(formerCustomer));
  const accountId = whose === null || whose.deleted ? "" : (whose.metadata.account ?? "");
  return ok({ ...known, token, customer: owner?.id ?? "", accountId, usable: owner !== null });
}

async function charged(send: () => Promise<Stripe.PaymentIntent>): Promise<ChargeResult> {
  try {
    return outcomeOfIntent(await send());
  } catch (error) {
    return outcomeOfFault(faultOf(error));
  }
}

/** What is in no list of Stripe's was never executed; what may lie beyond those that are read is not known. */
const unlisted = ({ reason, detail }: Failure<"not-found" | "unavailable">) =>
  reason === "not-found" ? ({ outcome: "cancelled", message: detail } as const) : unanswered({ message: detail });

async function inquired(ask: () => Promise<ChargeResult>): Promise<ChargeResult> {
  try {
    return await ask();
  } catch (error) {
    return unanswered(faultOf(error));
  }
}

async function asked<Value>(ask: () => Promise<Result<Value, GatewayRefusal>>): Promise<Result<Value, GatewayRefusal>> {
  try {
    return await ask();
  } catch (error) {
    const { statusCode, message } = faultOf(error);
    const failure: Failure<GatewayRefusal> =
      statusCode === 404 ? fail("not-found", message) : fail("unavailable", message);
    return failure;
  }
}

/** What throws beside Stripe's errors is a connection that broke in the library's hands. */
function faultOf(error: unknown): StripeFault {
  if (error instanceof Stripe.errors.StripeError) {
    const { type, statusCode, code, decline_code, message, payment_intent } = error;
    return { type, statusCode, code, decline_code, message, payment_intent };
  }
  return { type: "StripeConnectionError", message: error instanceof Error ? error.message : String(error) };
}
