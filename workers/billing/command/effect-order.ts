import type { AccountSnapshot } from "../account/search/projection.ts";
import type { StoredRecord } from "../books/record.ts";
import type { Company } from "../company/company.ts";
import type { Written } from "../document/letter.ts";
import type { Meter } from "../usage/meter.ts";
import type { EventEntry } from "../webhook/event.ts";
import type { Envelope } from "./command-log.ts";
import type { Effect } from "./effect.ts";

/** An effect that is to be carried out now, for which account and the how-manieth time. */
export interface EffectOrder {
  accountId: string;
  effect: Effect;
  /** From 1 on. */
  attempt: number;
  /** The account's own time. */
  nowMs: number;
  /** What the books say of a mail. */
  mail?: Written;
}

/**
 * What came of an effect. `done` brings commands that say what happened: they and the end of the effect are one
 * transaction each, and commands that are refused are old news. `retry` waits, `park` waits for a person.
 */
export type EffectEnding =
  | { kind: "done"; commands: Omit<Envelope, "settles">[] }
  | { kind: "retry"; because: string; afterMs?: number }
  | { kind: "park"; because: string };

/** The ending of an effect that could not be carried out for now. */
export const triedInVain = (error: unknown): Extract<EffectEnding, { kind: "retry" }> => ({
  kind: "retry",
  because: error instanceof Error ? error.message : String(error),
});

/** What an account's object tells of its books to what is made of them: lists, searches, the company's ledger. */
export interface BookNews {
  accountId: string;
  /** The records that changed, as they are now; `row` is null for one that is gone. */
  changed: StoredRecord[];
  /** The account's newest command in it: a later one wins. */
  seq: number;
  /** The newest command of its chain. */
  head: { seq: number; hash: string };
  /** What those commands told of and can still be listed. */
  events: EventEntry[];
  /** When the object has something to do next; null when nothing waits. */
  nextDueMs: number | null;
  /** Whether it is a test account, whose money is nobody's. */
  isTest: boolean;
  /** The account as lists show it; null before it was opened. */
  account: AccountSnapshot | null;
}

/** An effect's ending; `later` says that nothing was tried: the object's alarm will. */
export type DeskEnding = EffectEnding | { kind: "later" };

/** What came of a report: the ending of each mail in their order, and why what the books tell was not written; null when it was. */
export interface Reported {
  endings: DeskEnding[];
  failed: string | null;
}

/** Where effects are carried out, and what books tell is written. */
export interface EffectDesk {
  carryOut(order: EffectOrder): Promise<DeskEnding>;
  /** Writes down what books tell, all or nothing of it, and sends mails, each for itself. */
  report(news: BookNews[], mails: EffectOrder[]): Promise<Reported>;
}

/** Where an account's object has things done, and tells of its books. */
export interface BillingOutlet extends EffectDesk {
  carryOut(order: EffectOrder): Promise<EffectEnding>;
  /** The company's settings that hold, or held a few seconds ago. */
  company(): Promise<Company>;
  /** How what accounts use is measured. */
  meters(): Promise<Meter[]>;
}
