import type { Operations } from "../../../clients/queenbee-client/src/generated.ts";
import { type Answered, QueenbeeApi } from "../../../clients/queenbee-client/src/http.ts";
import { Judge } from "./description-judge.ts";

export const URL_BASE = "http://localhost:8787";
export const OWNER_TOKEN = "test-owner-token";

type Name = keyof Operations;

/** Takes requests to the Worker, and keeps which operations were answered. */
export const judge = new Judge();
const api = new QueenbeeApi({ url: URL_BASE, token: OWNER_TOKEN, fetch: judge.fetch });

/** Calls an operation that has to be carried out. */
export async function must<N extends Name, const Request extends Operations[N]["request"]>(
  name: N,
  request: Request,
): Promise<Answered<N, Request>> {
  const answered = await api.call(name, request, { triesMax: 1 });
  if (!answered.ok) throw new Error(`${name}: ${answered.status} ${answered.reason}: ${answered.detail}`);
  return answered.value;
}

/** Calls an operation that has to be refused; says how. */
export async function refusal<N extends Name>(name: N, request: Operations[N]["request"]): Promise<string> {
  const answered = await api.call(name, request, { triesMax: 1 });
  return answered.ok ? "done" : `${answered.status} ${answered.reason}`;
}
