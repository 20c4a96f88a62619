import { OPERATIONS, type Operations, type Preview } from "./generated.ts";
import { type Failure, ok, type Result } from "./result.ts";

/** Requests for one call at most, the first one included. */
const TRIES_MAX = 4;
/** The first pause between two tries; each next one is twice as long, and up to half of it is left to chance. */
const PAUSE_MS = 200;
/** The longest pause, also where the server asks for more. */
const PAUSE_MAX_MS = 5_000;
/** How long one try may take. */
const TIMEOUT_MS = 10_000;
/** The answer for an account that there is not. */
export const NOT_THERE = 404;
/** Answers after which the same request is sent again: it is known by its key, so nothing happens twice. */
const RETRIED = new Set([408, 429, 500, 502, 503, 504]);
/** The refusal of a repeat whose first request still runs. */
const UNDER_WAY = "key-in-use";

/** Where Queenbee is, and with what token it is spoken to. */
export interface Connection {
  /** The server's address, such as `https://apiary.example`. */
  url: string;
  token: string;
  timeoutMs?: number;
  /** For tests, and where requests go through something else. */
  fetch?: (request: Request) => Promise<Response>;
  sleep?: (ms: number) => Promise<void>;
}

type Name = keyof Operations;

/** What a call takes besides its path, query and body. */
export interface CallOptions {
  /** Keeps a call that is made again from taking effect twice; without one, only the tries of this call share a key. */
  idempotencyKey?: string;
  headers?: Record<string, string>;
  /** 1 for a call that is not worth waiting for. */
  triesMax?: number;
}

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

/** An answer as it came: `body` is null where there is none, as with 304. */
export interface Exchange {
  status: number;
  headers: Headers;
  body: unknown;
}

/** What a call answers: what it would do when it is asked to preview, else what it did. */
export type Answered<N extends Name, Request> = Request extends { query: { preview: true } }
  ? Extract<Operations[N]["answer"], Preview>
  : Exclude<Operations[N]["answer"], Preview>;

/** Operations that answer a page of a list. */
export type ListName = {
  [N in Name]: Operations[N]["answer"] extends { data: unknown[]; next_cursor: string | null } ? N : never;
}[Name];

/** One thing of the list that an operation answers. */
export type Listed<N extends ListName> = Extract<Operations[N]["answer"], { data: unknown[] }>["data"][number];

interface Page<Thing> {
  data: Thing[];
  next_cursor: string | null;
}

/** Every operation of `/billing/v1`, typed by the description of the API. */
export class QueenbeeApi {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Calls an operation, again where that is harmless and may help. */
  async call<N extends Name, const Request extends Operations[N]["request"]>(
    name: N,
    request: Request,
    options: CallOptions = {},
  ): Promise<Result<Answered<N, Request>>> {
    const exchanged = await this.exchange(name, request, options);
    // The description that the types are made of is the server's own.
    return exchanged.ok ? ok(exchanged.value.body as Answered<N, Request>) : exchanged;
  }

  /**
   * Everything in a list, page after page as it is asked for; the request's `limit` says how many are read at once. What fails
   * is the last that comes.
   */
  async *each<N extends ListName>(
    name: N,
    request: Operations[N]["request"],
    options: CallOptions = {},
  ): AsyncGenerator<Result<Listed<N>>, void, undefined> {
    const { query }: Parts = request; // what all operations' requests consist of
    for (let cursor = query?.cursor; ; ) {
      const asked = { ...request, query: { ...query, ...(cursor !== undefined && { cursor }) } };
      const exchanged = await this.exchange(name, asked, options);
      if (!exchanged.ok) {
        yield exchanged;
        return;
      }
      // The description that the types are made of is the server's own.
      const { data, next_cursor } = exchanged.value.body as Page<Listed<N>>;
      for (const thing of data) yield ok(thing);
      if (next_cursor === null) return;
      cursor = next_cursor;
    }
  }

  /** As `call`, for who needs status and headers. */
  async exchange<N extends Name>(
    name: N,
    request: Operations[N]["request"],
    { idempotencyKey = crypto.randomUUID(), headers = {}, triesMax }: CallOptions = {},
  ): Promise<Result<Exchange>> {
    const { method, file = false, answer: fileType } = OPERATIONS[name];
    const { params = {}, query = {}, body }: Parts = request; // what all operations' requests consist of
    const address = this.#address(OPERATIONS[name].path, params, query);
    const sent: RequestInit = {
      method,
      headers: {
        authorization: `Bearer ${this.#connection.token}`,
        ...(method !== "GET" && {
          "idempotency-key": idempotencyKey,
          "content-type": file ? "text/csv" : "application/json",
        }),
        ...headers,
      },
      ...(method !== "GET" && { body: file ? String(body) : JSON.stringify(body ?? {}) }),
    };
    // A file is told by the id in its query and not by a key.
    const most = triesMax ?? (file ? 1 : TRIES_MAX);
    for (let tried = 1; ; tried += 1) {
      const { result, again, waitMs } = await this.#try(address, sent, fileType);
      if (!again || tried >= most) return result;
      await this.#sleep(waitMs ?? pauseMs(tried));
    }
  }

  async #try(
    address: string,
    init: RequestInit,
    fileType: string | undefined,
  ): Promise<{ result: Result<Exchange>; again: boolean; waitMs: number | null }> {
    const { fetch: send = (request: Request) => fetch(request), timeoutMs = TIMEOUT_MS } = this.#connection;
    try {
      const answer = await send(new Request(address, { ...init, signal: AbortSignal.timeout(timeoutMs) }));
      const text = await answer.text();
      const { status, headers } = answer;
      if (answer.ok || status === 304) {
        const isFile = fileType !== undefined && headers.get("content-type")?.startsWith(fileType) === true;
        const body: unknown = isFile ? text : text === "" ? null : JSON.parse(text);
        return { result: ok({ status, headers, body }), again: false, waitMs: null };
      }
      const result = failureOf(status, text);
      const again = RETRIED.has(status) || result.reason === UNDER_WAY;
      return { result, again, waitMs: askedPauseMs(headers) };
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      const result: Failure = { ok: false, outcome: "unknown", reason: "unreachable", detail, status: null };
      return { result, again: true, waitMs: null };
    }
  }

  #address(path: string, params: Record<string, string>, query: NonNullable<Parts["query"]>): string {
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
    const url = new URL(`/billing/v1${filled}`, this.#connection.url);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return url.href;
  }

  #sleep(ms: number): Promise<void> {
    return this.#connection.sleep?.(ms) ?? new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** A problem (RFC 9457), or whatever else came. From 500 on nobody knows what was done, nor while the first request runs. */
function failureOf(status: number, text: string): Failure {
  const outcome = status >= 500 || status === 408 ? "unknown" : "refused";
  try {
    const { title, detail, fields, requestId } = JSON.parse(text);
    if (typeof title === "string" && typeof detail === "string") {
      return {
        ...{ ok: false, outcome: title === UNDER_WAY ? "unknown" : outcome, reason: title, detail, status },
        ...(typeof fields === "object" && fields !== null && { fields }),
        ...(typeof requestId === "string" && { requestId }),
      };
    }
  } catch {
    // Something between here and the server answered in words of its own.
  }
  return { ok: false, outcome, reason: "unreadable-answer", detail: text.slice(0, 200), status };
}

const pauseMs = (tried: number): number =>
  Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** (tried - 1)) * (0.5 + Math.random() / 2);

/** `Retry-After` in seconds; null when it says nothing that can be waited for. */
function askedPauseMs(headers: Headers): number | null {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1_000, PAUSE_MAX_MS) : null;
}
