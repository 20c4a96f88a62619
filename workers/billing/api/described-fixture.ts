import type { Operations } from "../../../clients/queenbee-client/src/generated.ts";
import { type Answered, QueenbeeApi } from "../../../clients/queenbee-client/src/http.ts";
import type { Visitor } from "../../identity/visitor.ts";
import { Judge } from "./description-judge.ts";

export const URL_BASE = "http://localhost:8787";
export const OWNER_TOKEN = "test-owner-token";

type Name = keyof Operations;

/** Takes requests to the Worker, and keeps which operations were answered. */
export const judge = new Judge();

/** The client as whoever has a token, or is signed in. */
export function clientAs({ token = "", visitor }: { token?: string; visitor?: Visitor }) {
  const fetch = (request: Request) => judge.fetch(visitor ? signedIn(request, visitor) : request);
  const api = new QueenbeeApi({ url: URL_BASE, token, fetch });
  const call = <N extends Name, const Request extends Operations[N]["request"]>(
    name: N,
    request: Request,
    key: { idempotencyKey?: string } = {},
  ) => api.call(name, request, { triesMax: 1, ...key });
  return {
    /** Calls an operation that has to be carried out. */
    async must<N extends Name, const Request extends Operations[N]["request"]>(
      name: N,
      request: Request,
      key: { idempotencyKey?: string } = {},
    ): Promise<Answered<N, Request>> {
      const answered = await call(name, request, key);
      if (!answered.ok) throw new Error(`${name}: ${answered.status} ${answered.reason}: ${answered.detail}`);
      return answered.value;
    },
    /** Calls an operation that has to be refused; says how. */
    async refusal<N extends Name>(name: N, request: Operations[N]["request"]): Promise<string> {
      const answered = await call(name, request);
      return answered.ok ? "done" : `${answered.status} ${answered.reason}`;
    },
  };
}

/** A request as a browser sends it from a page of ours. */
function signedIn(request: Request, visitor: Visitor): Request {
  const headers = new Headers(request.headers);
  headers.delete("authorization");
  headers.set("origin", URL_BASE);
  headers.set("cookie", [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
  return new Request(request, { headers });
}

export const { must, refusal } = clientAs({ token: OWNER_TOKEN });
