import { postOutbound } from "../../../outbound/outbound.ts";
import type { GeneralLedger } from "./general-ledger.ts";

/**
 * A general ledger that takes journals as JSON over HTTP, each with its number as `idempotency-key`: any answer of
 * success takes it, another of the client's kind refuses it, and all else is tried again. Null when none is set up.
 */
export function httpLedger(env: Env): GeneralLedger | null {
  const url = env.APIARY_GENERAL_LEDGER_URL;
  if (url === undefined || url === "") return null;
  const token = env.APIARY_GENERAL_LEDGER_TOKEN;
  return {
    async post(journal) {
      const headers = {
        "content-type": "application/json",
        "idempotency-key": journal.number,
        ...(token && { authorization: `Bearer ${token}` }),
      };
      const answer = await postOutbound(env, url, { headers, body: JSON.stringify(journal) });
      if (!answer.ok)
        return { kind: answer.reason === "refused-address" ? "refused" : "retry", because: answer.detail };
      const { status, text } = answer.value;
      if (status >= 200 && status < 300) return { kind: "taken" };
      const final = status >= 400 && status < 500 && status !== 408 && status !== 429;
      return { kind: final ? "refused" : "retry", because: `${status} ${text.slice(0, 200)}` };
    },
  };
}
