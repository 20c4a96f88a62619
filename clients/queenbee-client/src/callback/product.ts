import type { AccountRecord, EventOwner, EventPerson, Holding } from "../generated.ts";
import type { Aspect } from "./event.ts";

/** By whom a product's own records say that Queenbee changed something: no person did. */
export const SYSTEM_USER = { kind: "system", id: "queenbee", name: "Queenbee" } as const;

/** What stands behind a change that Queenbee asks for. */
export interface Change {
  by: typeof SYSTEM_USER;
  atMs: number;
  eventId: string;
}

/**
 * What a product answers to Queenbee's callbacks. Each may be called again after a crash, and changes nothing then. What
 * throws is sent again.
 */
export interface Product<Local> {
  /** The account that has this id as its tenant's; null when there is none. */
  findByQueenbeeId(id: string): Promise<Local | null>;
  cancel(account: Local, change: Change): Promise<void>;
  uncancel(account: Local, change: Change): Promise<void>;
  /** Nobody may use it until it is reactivated: it is frozen, for one because nothing was paid. */
  deactivate(account: Local, change: Change): Promise<void>;
  reactivate(account: Local, change: Change): Promise<void>;
  transferredOwnership(account: Local, owner: EventOwner | null, change: Change): Promise<void>;
  /** Somebody of the account, its owner for one, is known by another mail address; null where they left or were erased since. */
  changedMail(account: Local, person: EventPerson | null, change: Change): Promise<void>;
  planChanged(account: Local, holding: Holding, change: Change): Promise<void>;
  comped(account: Local, comp: { comped: boolean; expiresMs: number | null }, change: Change): Promise<void>;
  limitsOverridden(account: Local, overrides: Holding["overrides"], change: Change): Promise<void>;
  /** It became part of another account, which has all that it had bought. */
  merged(account: Local, intoId: string, change: Change): Promise<void>;
  /** Its data is to be removed: the time in which it could come back is over. */
  incinerate(account: Local, remote: AccountRecord, change: Change): Promise<void>;
}

/** Where a product keeps how far it has come with an account's callbacks, beside the account. */
export interface SequenceBook {
  /** The sequence of the last callback of an aspect that was carried out; 0 before the first. */
  last(accountId: string, aspect: Aspect): Promise<number>;
  keep(accountId: string, aspect: Aspect, sequence: number): Promise<void>;
  /** Runs work alone for an account. Where several processes take callbacks it is a lock that they share. */
  alone<Value>(accountId: string, work: () => Promise<Value>): Promise<Value>;
}

/** A book in memory: for tests, and for a single process whose callbacks may be carried out again after a restart. */
export function memorySequences(): SequenceBook {
  const kept = new Map<string, number>();
  const queues = new Map<string, Promise<unknown>>();
  return {
    last: async (accountId, aspect) => kept.get(`${accountId}/${aspect}`) ?? 0,
    keep: async (accountId, aspect, sequence) => void kept.set(`${accountId}/${aspect}`, sequence),
    alone: (accountId, work) => {
      const done = (queues.get(accountId) ?? Promise.resolve()).then(work, work);
      const settled = done
        .catch(() => {})
        .finally(() => {
          if (queues.get(accountId) === settled) queues.delete(accountId);
        });
      queues.set(accountId, settled);
      return done;
    },
  };
}
