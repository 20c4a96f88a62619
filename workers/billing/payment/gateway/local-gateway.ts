import { scenarioOf } from "../../../../durable-objects/local-gateway/scenario.ts";
import type { Till } from "../../../../durable-objects/local-gateway/till.ts";
import { fail, ok } from "../../../kit/result.ts";
import { minimumCharge } from "../charge/minimum-charge.ts";
import type { ChargeResult, Gateway } from "./gateway.ts";

export const LOCAL = "local";

type Answers<Call extends (...args: never[]) => unknown> = (
  ...args: Parameters<Call>
) => Promise<ReturnType<Call>> | ReturnType<Call>;

/** A till as it is called: the object's own, or one in memory. */
export type TillPort = {
  [Name in
    | "charge"
    | "refund"
    | "askCharge"
    | "cancelCharge"
    | "askRefund"
    | "findCharge"
    | "findRefund"
    | "findDispute"
    | "findFraudWarning"
    | "listPayouts"
    | "listMovements"]: Answers<Till[Name]>;
};

/** Cards of the local gateway are valid for so long. */
const CARD_YEARS = 4;

/**
 * The gateway that needs no network, the embedded server's default. Payment methods are its test tokens
 * (`durable-objects/local-gateway/scenario.ts`); an account's own are told apart by `~<account id>` at their end.
 * `actionUrl` is where a customer confirms a charge.
 */
export function localGateway(
  till: TillPort,
  nowMs: () => number,
  actionUrl: (charge: string) => string | null = () => null,
): Gateway {
  const confirmable = (result: ChargeResult): ChargeResult =>
    result.outcome === "requires-action" ? { ...result, actionUrl: actionUrl(result.reference) } : result;
  return {
    name: LOCAL,
    minimumCharge,
    ensureCustomer: async (accountId) => ok({ customer: `lcu_${accountId}` }),
    setUpMethod: async () => ok({ url: null }),
    findSetUp: async (reference) => fail("not-found", `There is no form ${reference}.`),
    getMethod: async (token) => {
      const scenario = scenarioOf(token, "", "");
      if (!scenario) return fail("not-found", `The local gateway has no method ${token}.`);
      const [name = "", accountId = ""] = token.slice("tok_".length).split("~");
      const year = new Date(nowMs()).getUTCFullYear() + CARD_YEARS;
      const isCard = scenario.kind === "card";
      return ok({
        token,
        customer: `lcu_${accountId}`,
        accountId,
        kind: scenario.kind,
        brand: isCard ? "test card" : "test bank",
        last4: String([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9000, 0) + 1000),
        expires: isCard ? { month: 12, year } : null,
        usable: true,
      });
    },
    detachMethod: async () => ok(null),
    forgetCustomer: async () => ok(null),
    charge: async (request) => {
      const answered = await attempt(() => till.charge(request));
      return answered?.kind === "answer"
        ? confirmable(answered.answer)
        : { outcome: "unknown", message: lost(answered?.kind) };
    },
    askCharge: async ({ key, nowMs: atMs }) =>
      confirmable((await attempt(() => till.askCharge(key, atMs))) ?? { outcome: "unknown", message: lost() }),
    cancelCharge: async (reference, atMs) =>
      (await attempt(() => till.cancelCharge(reference, atMs))) ?? { outcome: "unknown", message: lost() },
    refund: async (request) => {
      const answered = await attempt(() => till.refund(request));
      return answered?.kind === "answer" ? answered.answer : { outcome: "unknown", message: lost(answered?.kind) };
    },
    askRefund: async ({ key, nowMs: atMs }) =>
      (await attempt(() => till.askRefund(key, atMs))) ?? { outcome: "unknown", message: lost() },
    findCharge: async (reference) => {
      const found = (await attempt(() => till.findCharge(reference))) ?? unavailable;
      return found.ok ? ok({ ...found.value, result: confirmable(found.value.result) }) : found;
    },
    findRefund: async (reference) => (await attempt(() => till.findRefund(reference))) ?? unavailable,
    findDispute: async (reference) => (await attempt(() => till.findDispute(reference))) ?? unavailable,
    findFraudWarning: async (reference) => (await attempt(() => till.findFraudWarning(reference))) ?? unavailable,
    listPayouts: async (sinceMs) => {
      const payouts = await attempt(() => till.listPayouts(sinceMs));
      return payouts ? ok(payouts) : unavailable;
    },
    listMovements: async (of) => {
      const movements = await attempt(() => till.listMovements(of));
      return movements ? ok(movements) : unavailable;
    },
    // Its webhooks come from its object, not over the network.
    parseWebhook: async () => fail("bad-signature", "The local gateway sends no webhooks over the network."),
  };
}

const unavailable = fail("unavailable", "The local gateway does not answer.");

const lost = (kind?: "timeout" | "server-error"): string =>
  kind === "server-error" ? "The gateway answered with 500." : "The gateway did not answer in time.";

/** Null when the object was lost on the way. */
async function attempt<Answer>(call: () => Promise<Answer> | Answer): Promise<Answer | null> {
  try {
    return await call();
  } catch {
    return null;
  }
}
