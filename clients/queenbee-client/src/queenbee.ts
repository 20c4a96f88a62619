import { type CallbackOptions, callbacks } from "./callback/callbacks.ts";
import { type CacheOptions, EntitlementCache } from "./entitlement-cache.ts";
import type { Account, AccountRecord, Entitlements, PortalLink } from "./generated.ts";
import { type Connection, QueenbeeApi } from "./http.ts";
import type { Result } from "./result.ts";
import {
  type AccountAttributes,
  type Recovery,
  recoverSignUps,
  type SignUpJournal,
  type SignUpResult,
  signUp,
} from "./sign-up.ts";
import { type UsageOptions, UsageReporter } from "./usage-reporter.ts";

/** How old a sign-up is that counts as cut off: none takes as long. */
const CUT_OFF_AFTER_MS = 15 * 60_000;

export interface QueenbeeOptions extends Connection {
  /** Where sign-ups under way are kept; without it one that is cut off leaves a remote account that nobody has. */
  journal?: SignUpJournal;
  cache?: CacheOptions;
  usage?: UsageOptions;
}

/** What a product needs of Queenbee. One per process. */
export class Queenbee {
  /** Everything else that the API does. */
  readonly api: QueenbeeApi;
  readonly usage: UsageReporter;
  readonly #entitlements: EntitlementCache;
  readonly #journal: SignUpJournal | null;

  constructor({ journal, cache, usage, ...connection }: QueenbeeOptions) {
    this.api = new QueenbeeApi(connection);
    this.usage = new UsageReporter(this.api, usage);
    this.#entitlements = new EntitlementCache(this.api, cache);
    this.#journal = journal ?? null;
  }

  /**
   * Opens an account here, then by `createLocal` in the product, with the id that it got here. Where the second fails (it
   * throws), the first is cancelled.
   */
  createAccount<Local>(
    attributes: AccountAttributes,
    createLocal: (remote: Account) => Promise<Local>,
  ): Promise<SignUpResult<Local>> {
    return signUp(this.api, this.#journal, attributes, createLocal);
  }

  /** Ends sign-ups that were cut off. For the start of a process, and now and then. */
  recoverSignUps(hasLocal: (id: string) => Promise<boolean>, nowMs = Date.now()): Promise<Recovery> {
    if (!this.#journal) throw new Error("Sign-ups are recovered from a journal, and this client has none");
    return recoverSignUps(this.api, this.#journal, hasLocal, nowMs - CUT_OFF_AFTER_MS);
  }

  account(id: string): Promise<Result<Account>> {
    return this.api.call("getAccount", { params: { account: id } });
  }

  /** What an account may use, mostly from memory. */
  entitlements(accountId: string): Promise<Result<Entitlements>> {
    return this.#entitlements.get(accountId);
  }

  /** Cancels an account and what it has subscribed to, as its owner asked for. Again it changes nothing. */
  cancel(accountId: string, reason: string): Promise<Result<AccountRecord>> {
    return this.#changing(
      accountId,
      this.api.call("accountCancel", { params: { account: accountId }, body: { reason } }),
    );
  }

  /** Takes a cancelled account back, before the day on which its data goes. */
  uncancel(accountId: string, reason: string): Promise<Result<AccountRecord>> {
    return this.#changing(
      accountId,
      this.api.call("accountReactivate", { params: { account: accountId }, body: { reason } }),
    );
  }

  /** A link by which somebody of an account, else its owner, gets into the portal once. For who is signed in with the product. */
  portalLink(accountId: string, personId?: string): Promise<Result<PortalLink>> {
    const body = personId === undefined ? {} : { personId };
    return this.api.call("createPortalLink", { params: { account: accountId }, body }, { triesMax: 1 });
  }

  /** Takes the callbacks that Queenbee sends to the product. */
  callbacks<Local>(options: Omit<CallbackOptions<Local>, "changed">) {
    return callbacks({ ...options, changed: (accountId) => this.#entitlements.invalidate(accountId) });
  }

  async #changing<Value>(accountId: string, change: Promise<Result<Value>>): Promise<Result<Value>> {
    const changed = await change;
    this.#entitlements.invalidate(accountId);
    return changed;
  }
}

/** Whether an account may be used at all: what its plan entitles to counts only then. */
export const isUsable = ({ status }: Pick<Entitlements, "status">): boolean =>
  status === "active" || status === "trial" || status === "past-due";
