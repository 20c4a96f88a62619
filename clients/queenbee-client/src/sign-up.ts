import type { Account, Operations } from "./generated.ts";
import { NOT_THERE, type QueenbeeApi } from "./http.ts";
import type { Failure, Result } from "./result.ts";

/** What an account is opened with. Its `id` becomes the tenant's id in the product; without one it is made up. */
export type AccountAttributes = Operations["createAccount"]["request"]["body"];

/**
 * Where a product keeps which sign-ups are under way, so that one that is cut off does not leave a remote account without a
 * local one. `begin` is durable before anything is created.
 */
export interface SignUpJournal {
  begin(id: string): Promise<void>;
  end(id: string): Promise<void>;
  /** Those that began before a time (epoch milliseconds) and have not ended. */
  pending(beforeMs: number): Promise<string[]>;
}

export type SignUpResult<Local> =
  | { ok: true; remote: Account; local: Local }
  /** `cancelled` tells whether the remote account is gone; where not, `recoverSignUps` cancels it later. */
  | (Failure & { id: string; cancelled: boolean });

/** Opens the remote account first, then the local one; where that fails, the remote one is cancelled. */
export async function signUp<Local>(
  api: QueenbeeApi,
  journal: SignUpJournal | null,
  attributes: AccountAttributes,
  createLocal: (remote: Account) => Promise<Local>,
): Promise<SignUpResult<Local>> {
  const id = attributes.id ?? crypto.randomUUID();
  await journal?.begin(id);
  const opened = await api.call("createAccount", { body: { ...attributes, id } });
  if (!opened.ok) return undo(api, journal, id, opened);
  try {
    const local = await createLocal(opened.value);
    await journal?.end(id);
    return { ok: true, remote: opened.value, local };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return undo(api, journal, id, { ok: false, outcome: "refused", reason: LOCAL_FAILED, detail, status: null });
  }
}

/** What `recoverSignUps` did. */
export interface Recovery {
  /** Sign-ups that had come about. */
  kept: string[];
  /** Remote accounts without a local one, cancelled now. */
  cancelled: string[];
  /** Those that could not be cancelled yet. */
  left: string[];
}

/** Ends the sign-ups that were cut off: who has a local account keeps it, of the others the remote one is cancelled. */
export async function recoverSignUps(
  api: QueenbeeApi,
  journal: SignUpJournal,
  hasLocal: (id: string) => Promise<boolean>,
  beforeMs: number,
): Promise<Recovery> {
  const recovery: Recovery = { kept: [], cancelled: [], left: [] };
  for (const id of await journal.pending(beforeMs)) {
    if (await hasLocal(id)) {
      await journal.end(id);
      recovery.kept.push(id);
    } else {
      const cancelled = await cancelRemote(api, id, "The sign-up was cut off.");
      const gone = cancelled.ok || cancelled.status === NOT_THERE;
      if (gone) await journal.end(id);
      recovery[gone ? "cancelled" : "left"].push(id);
    }
  }
  return recovery;
}

async function undo(api: QueenbeeApi, journal: SignUpJournal | null, id: string, failure: Failure) {
  const opened = failure.reason === LOCAL_FAILED;
  let gone = !opened && failure.outcome === "refused";
  if (!gone) {
    const cancelled = await cancelRemote(api, id, `The sign-up failed: ${failure.detail}`);
    // A request that got no answer may still be on its way, so that what is not there now can come to be.
    gone = cancelled.ok || (opened && cancelled.status === NOT_THERE);
  }
  if (gone) await journal?.end(id);
  return { ...failure, id, cancelled: gone };
}

const LOCAL_FAILED = "local-creation-failed";

/** Cancels an account that nobody has. One that is cancelled already is as good. */
const cancelRemote = (api: QueenbeeApi, id: string, reason: string): Promise<Result<unknown>> =>
  api.call("accountCancel", { params: { account: id }, body: { reason } });
