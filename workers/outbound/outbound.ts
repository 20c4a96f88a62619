import { fail, ok, type Result } from "../kit/result.ts";
import { judge, mayCall, parseAllowance } from "./policy.ts";
import { resolveName } from "./resolve.ts";

/** How long an answer may take, and how much of it is read. */
export const TIMEOUT_MS = 10_000;
export const ANSWER_BYTES_MAX = 16_384;

/** What a server answered: its status, and the beginning of its body. */
export interface OutboundAnswer {
  status: number;
  headers: Headers;
  text: string;
}

export type OutboundFailure = "refused-address" | "unreachable";

/** Posts to a URL that a person entered; see `callOutbound`. */
export const postOutbound = (
  env: Env,
  target: string,
  request: { headers: Record<string, string>; body: string },
): Promise<Result<OutboundAnswer, OutboundFailure>> => callOutbound(env, target, { method: "POST", ...request });

/** Reads from a URL; see `callOutbound`. */
export const getOutbound = (env: Env, target: string): Promise<Result<OutboundAnswer, OutboundFailure>> =>
  callOutbound(env, target, { method: "GET", headers: {} });

/**
 * Calls a URL that a person entered. Addresses that are not of the public internet are refused unless the operator allows them: by the
 * URL, and again by the addresses that its name has, which the embedded server's network checks itself as it connects. Redirects are
 * answers and not followed.
 */
async function callOutbound(
  env: Env,
  target: string,
  { headers, ...rest }: { method: string; headers: Record<string, string>; body?: string },
): Promise<Result<OutboundAnswer, OutboundFailure>> {
  if (!URL.canParse(target)) return fail("refused-address", "This is no URL.");
  const url = new URL(target);
  const allowance = parseAllowance(env.APIARY_OUTBOUND_ALLOW);
  const verdict = judge(url, allowance);
  if (verdict.kind === "refused") return fail("refused-address", verdict.detail);
  if (verdict.kind === "resolve" && env.OUTBOUND === undefined) {
    const resolved = await resolveName(verdict.name);
    if (!resolved.ok) return resolved;
    if (!resolved.value.every((address) => mayCall(address, allowance))) {
      return fail("refused-address", `${verdict.name} leads to an address that is not of the public internet.`);
    }
  }
  const request = new Request(url, {
    ...rest,
    headers: { "user-agent": "Apiary", ...headers },
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  try {
    const answer = await (env.OUTBOUND === undefined ? fetch(request) : env.OUTBOUND.fetch(request));
    return ok({ status: answer.status, headers: answer.headers, text: await beginningOf(answer) });
  } catch (error) {
    return fail("unreachable", explain(error, url.host));
  }
}

/** The first `ANSWER_BYTES_MAX` of a body as text; the rest is not awaited. */
async function beginningOf(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  if (reader === undefined) return "";
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  while (bytes < ANSWER_BYTES_MAX) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    const piece: Uint8Array = value.subarray(0, ANSWER_BYTES_MAX - bytes);
    bytes += piece.length;
    text += decoder.decode(piece, { stream: true });
  }
  await reader.cancel();
  return text;
}

function explain(error: unknown, host: string): string {
  if (error instanceof Error && error.name === "TimeoutError")
    return `${host} did not answer within ${TIMEOUT_MS / 1_000} seconds.`;
  const why = error instanceof Error ? error.message : String(error);
  // The runtime hides what its network said, a name that leads nowhere among it.
  return why.startsWith("internal error") ? `${host} could not be reached.` : `${host} could not be reached: ${why}`;
}
