import type { EffectEnding, EffectOrder } from "../../command/effect-order.ts";
import type { PaymentDesk } from "../charge/payment-errand.ts";

/** Effect `detach-method`: detaches at its gateway what was detached in the books, unless it was attached again or its account is gone. */
export async function detachAtGateway(
  desk: Pick<PaymentDesk, "gateway" | "record">,
  { accountId, effect, nowMs }: EffectOrder,
): Promise<EffectEnding> {
  const method = await desk.record(accountId, "payment-method", effect.subject);
  if (method?.status !== "detached" || method.token === "") return { kind: "done", commands: [] };
  const gateway = desk.gateway(method.gateway);
  if (!gateway) return { kind: "park", because: `The gateway ${method.gateway} is not set up.` };
  const gone = await gateway.detachMethod(method.token, nowMs);
  return gone.ok || gone.reason === "not-found"
    ? { kind: "done", commands: [] }
    : { kind: "retry", because: gone.detail };
}
