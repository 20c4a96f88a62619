/** What the server said no with (problem+json, RFC 9457), or `unreachable` when it said nothing. */
export class ProblemError extends Error {
  override name = "ProblemError";
  readonly status: number;
  readonly reason: string;
  readonly causes: string[];
  /** Field name to sentence, for forms. */
  readonly fields: Record<string, string>;
  readonly requestId: string | null;

  constructor(problem: { status: number; reason: string; detail: string; requestId: string | null } & Partial<Extras>) {
    super(problem.detail);
    this.status = problem.status;
    this.reason = problem.reason;
    this.causes = problem.causes ?? [];
    this.fields = problem.fields ?? {};
    this.requestId = problem.requestId;
  }
}

interface Extras {
  causes: string[];
  fields: Record<string, string>;
}

/** Answers kept for If-None-Match. Lists poll every few seconds; this many distinct ones are enough for a tab. */
export const KEPT_ANSWERS = 48;

const kept = new Map<string, { etag: string; text: string }>();

/**
 * `fetch` that remembers the last answer of each GET that had an ETag, asks with If-None-Match, and turns 304 back into
 * that answer. Failures to connect become a ProblemError; cancelling stays an AbortError.
 */
export async function conditionalFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const key = String(input instanceof Request ? input.url : input);
  const reads = (init?.method ?? "GET").toUpperCase() === "GET";
  const known = reads ? kept.get(key) : undefined;
  const headers = new Headers(init?.headers);
  headers.set("accept", "application/json");
  if (known) headers.set("if-none-match", known.etag);
  let response: Response;
  try {
    response = await fetch(input, { ...init, headers, credentials: "same-origin", cache: "no-store" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ProblemError({
      status: 0,
      reason: "unreachable",
      detail: "The server could not be reached. Check the connection; the page tries again by itself.",
      requestId: null,
    });
  }
  if (response.status === 304 && known) return new Response(known.text, { status: 200 });
  const etag = response.headers.get("etag");
  if (!reads || !response.ok || !etag) return response;
  const text = await response.text();
  keep(key, { etag, text });
  return new Response(text, { status: response.status, headers: response.headers });
}

/** What is read of an answer, from `fetch` or from the call of a typed route. */
type Answer<T> = Pick<Response, "ok" | "status" | "headers"> & { json(): Promise<T> };

/** The JSON of a good answer; throws ProblemError for any other. `T` is what the route's type promises. */
export async function read<T>(answer: Promise<Answer<T>>): Promise<T> {
  const response = await answer;
  if (!response.ok) throw await problemOf(response);
  // An answer without a body has nothing that its type promises either.
  return response.status === 204 ? (undefined as T) : response.json();
}

/** The option of a typed route's call that lets a signal cancel it. */
export const cancelledBy = (signal: AbortSignal | undefined): { init: RequestInit } => ({
  init: signal ? { signal } : {},
});

/** The option of a typed route's call that has it carried out once, however often it is sent with this key. */
export const keyed = (key: string): { init: RequestInit } => ({ init: { headers: { "idempotency-key": key } } });

/** Posts JSON that is carried out once, however often it is sent with this key. */
export const post = <T>(path: string, body: unknown, key: string): Promise<T> =>
  read<T>(
    conditionalFetch(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", "idempotency-key": key },
    }),
  );

/** Sends JSON, reads JSON. */
export function request<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "content-type": "application/json" };
  }
  if (signal) init.signal = signal;
  return read<T>(conditionalFetch(path, init));
}

async function problemOf(response: Answer<unknown>): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => null);
  const said = isRecord(body) ? body : {};
  return new ProblemError({
    status: response.status,
    // better-auth answers `{code, message}`, everything else problem+json.
    reason: text(said.title) ?? text(said.code) ?? `status-${response.status}`,
    detail: text(said.detail) ?? text(said.message) ?? `The server answered ${response.status}.`,
    requestId: text(said.requestId) ?? response.headers.get("x-request-id"),
    causes: Array.isArray(said.causes) ? said.causes.filter((cause) => typeof cause === "string") : [],
    fields: isRecord(said.fields)
      ? Object.fromEntries(Object.entries(said.fields).map(([name, value]) => [name, String(value)]))
      : {},
  });
}

function keep(key: string, answer: { etag: string; text: string }): void {
  kept.delete(key);
  kept.set(key, answer);
  const oldest = kept.keys().next();
  if (kept.size > KEPT_ANSWERS && !oldest.done) kept.delete(oldest.value);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
