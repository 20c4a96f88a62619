import type { Entitlements } from "./generated.ts";
import { NOT_THERE, type QueenbeeApi } from "./http.ts";
import { ok, type Result } from "./result.ts";

/** Accounts whose entitlements are kept at most; the one that was asked for longest ago goes first. */
const ACCOUNTS_MAX = 10_000;
/** How old an answer may become while Queenbee does not answer. */
const SERVED_STALE_MS = 24 * 60 * 60_000;
/** How long a failed question is not asked again. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

export interface CacheOptions {
  accountsMax?: number;
  /** How long entitlements are served while Queenbee is away; after that nobody knows what an account may use. */
  servedStaleMs?: number;
  nowMs?: () => number;
  /** Where a runtime ends work with the request that began it, what keeps it alive: a Worker's `waitUntil`. */
  background?: (work: Promise<unknown>) => void;
}

interface Entry {
  value: Entitlements;
  etag: string | null;
  fetchedMs: number;
  freshUntilMs: number;
}

/**
 * Entitlements by account, kept while they are fresh. Stale ones are served at once and asked for again meanwhile; those that
 * a callback made invalid are asked for first. While Queenbee is away what was known last goes on, up to a stated age.
 */
export class EntitlementCache {
  readonly #api: QueenbeeApi;
  readonly #options: Required<Omit<CacheOptions, "background">> & Pick<CacheOptions, "background">;
  readonly #entries = new Map<string, Entry>();
  readonly #asking = new Map<string, Promise<Result<Entitlements>>>();
  readonly #failedMs = new Map<string, number>();
  /** How often an account was made invalid: an answer to a question from before does not count as fresh. */
  readonly #turns = new Map<string, number>();

  constructor(api: QueenbeeApi, options: CacheOptions = {}) {
    this.#api = api;
    this.#options = { accountsMax: ACCOUNTS_MAX, servedStaleMs: SERVED_STALE_MS, nowMs: () => Date.now(), ...options };
  }

  /** What an account may use. Fails where it is not known here and Queenbee does not tell. */
  async get(accountId: string): Promise<Result<Entitlements>> {
    const nowMs = this.#options.nowMs();
    const entry = this.#touched(accountId);
    if (!entry || nowMs - entry.fetchedMs > this.#options.servedStaleMs) return this.#ask(accountId);
    if (nowMs < entry.freshUntilMs) return ok(entry.value);
    const invalid = entry.freshUntilMs === 0;
    if (this.#pausing(accountId, nowMs)) return ok(entry.value);
    const asked = this.#ask(accountId);
    if (!invalid) {
      this.#options.background?.(asked);
      return ok(entry.value);
    }
    const told = await asked;
    return told.ok || told.status === NOT_THERE ? told : ok(entry.value);
  }

  /** Makes what is known of an account wait for a new answer, as long as there is one. */
  invalidate(accountId: string): void {
    const entry = this.#entries.get(accountId);
    if (entry) this.#entries.set(accountId, { ...entry, freshUntilMs: 0 });
    if (this.#asking.delete(accountId) || entry) this.#turns.set(accountId, (this.#turns.get(accountId) ?? 0) + 1);
    this.#failedMs.delete(accountId);
  }

  /** One question at a time for an account, whoever asks. */
  #ask(accountId: string): Promise<Result<Entitlements>> {
    const under = this.#asking.get(accountId);
    if (under) return under;
    const asked = this.#fetch(accountId).finally(() => {
      if (this.#asking.get(accountId) === asked) this.#asking.delete(accountId);
    });
    this.#asking.set(accountId, asked);
    return asked;
  }

  async #fetch(accountId: string): Promise<Result<Entitlements>> {
    const { nowMs } = this.#options;
    const beganMs = nowMs();
    const turn = this.#turns.get(accountId);
    const known = this.#entries.get(accountId);
    const headers: Record<string, string> = known?.etag ? { "if-none-match": known.etag } : {};
    // Whoever waits for it has something to serve, or is better off with an early failure.
    const told = await this.#api.exchange(
      "getEntitlements",
      { params: { account: accountId } },
      { headers, triesMax: 2 },
    );
    if (!told.ok) {
      // Only that says something of the account; a token's limit or end does not.
      if (told.status === NOT_THERE) this.#forget(accountId);
      else this.#failedMs.set(accountId, nowMs());
      return told;
    }
    const unchanged = told.value.status === 304 && known;
    // The description that the type is made of is the server's own.
    const value = unchanged ? known.value : (told.value.body as Entitlements);
    const overtaken = turn !== this.#turns.get(accountId);
    this.#keep(accountId, {
      value,
      etag: told.value.headers.get("etag"),
      fetchedMs: beganMs,
      freshUntilMs: overtaken ? 0 : beganMs + maxAgeMs(told.value.headers),
    });
    return ok(value);
  }

  /** The entry, now the last one to go. */
  #touched(accountId: string): Entry | undefined {
    const entry = this.#entries.get(accountId);
    if (entry) {
      this.#entries.delete(accountId);
      this.#entries.set(accountId, entry);
    }
    return entry;
  }

  #keep(accountId: string, entry: Entry): void {
    this.#failedMs.delete(accountId);
    this.#entries.delete(accountId);
    this.#entries.set(accountId, entry);
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size > this.#options.accountsMax) this.#forget(oldest);
  }

  #forget(accountId: string): void {
    this.#entries.delete(accountId);
    this.#failedMs.delete(accountId);
    this.#turns.delete(accountId);
  }

  #pausing(accountId: string, nowMs: number): boolean {
    const failedMs = this.#failedMs.get(accountId);
    return failedMs !== undefined && nowMs - failedMs < PAUSE_AFTER_FAILURE_MS;
  }
}

/** How long an answer is fresh, as it says itself; not at all where it says nothing. */
const maxAgeMs = (headers: Headers): number =>
  Number(/max-age=(\d+)/.exec(headers.get("cache-control") ?? "")?.[1] ?? 0) * 1_000;
