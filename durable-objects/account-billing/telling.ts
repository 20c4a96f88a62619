import { createHash } from "node:crypto";
import { isTest } from "../../workers/billing/account/account.ts";
import type { KeyedHash } from "../../workers/billing/account/person/keyed-hash.ts";
import type { AccountSnapshot } from "../../workers/billing/account/search/projection.ts";
import { snapshotOf } from "../../workers/billing/account/search/snapshot.ts";
import type { BookNews, DeskEnding, EffectDesk, EffectOrder } from "../../workers/billing/command/effect-order.ts";
import { nextDueMs } from "../../workers/billing/schedule/tasks.ts";
import type { Commands } from "./commands.ts";
import { Progress, WORDS, type Words } from "./progress.ts";

/** Records that one step takes. */
const STEP_RECORDS = 500;

/** Telling the lists of an account: which of its records they know, and what is new to them. */
export class Telling {
  readonly #commands: Commands;
  readonly #hash: KeyedHash;
  readonly #progress: Progress;
  /** How often the lists were to be told something again: what is on its way to them then is old. */
  #setBack = 0;

  constructor(commands: Commands, sql: SqlStorage, hash: KeyedHash) {
    this.#commands = commands;
    this.#hash = hash;
    this.#progress = new Progress(sql);
  }

  /** Lets the next telling begin at the first record. */
  beginAnew(): void {
    this.#setBack += 1;
    for (const kind of WORDS) this.#progress.forgetWords(kind);
    this.#progress.setSeq(0);
  }

  /** Lets the next telling tell the newest news' records and the account once more. */
  stepBack(): void {
    this.#setBack += 1;
    this.#progress.setSeq(Math.max(0, Math.min(this.#progress.seq(), this.#commands.newsSeq() - 1)));
  }

  /** Whether the lists were told of everything that they show. */
  isDone(): boolean {
    return this.#progress.seq() >= this.#commands.newsSeq();
  }

  /** Tells the lists what changed since they were told last, step by step. Mails leave with the first step, and `conclude` hears how. */
  async tell(
    desk: EffectDesk,
    mails: readonly EffectOrder[],
    conclude: (mail: EffectOrder, ending: DeskEnding) => void,
  ): Promise<void> {
    let leaving = [...mails];
    for (;;) {
      const news = this.#news();
      if (news === null && leaving.length === 0) return;
      const setBack = this.#setBack;
      const { endings, failed } = await desk.report(news === null ? [] : [news.told], leaving);
      for (const [at, ending] of endings.entries()) if (leaving[at]) conclude(leaving[at], ending);
      leaving = [];
      if (failed !== null) throw new Error(failed);
      // Somebody erased or rebuilt meanwhile: what was told just now is told once more.
      if (setBack !== this.#setBack) continue;
      for (const [kind, digest] of news?.words ?? []) this.#progress.setWords(kind, digest);
      if (news !== null) this.#progress.setSeq(news.told.seq);
    }
  }

  /** The next step of what the lists were not told of, and digests of the words in it that they do not know; null when there is none. */
  #news(): { told: BookNews; words: [Words, number][] } | null {
    if (this.isDone()) return null;
    const { books, records, log } = this.#commands;
    const { records: changed, through: seq } = records.changedAfter(this.#progress.seq(), STEP_RECORDS);
    const events = this.#commands.events.between(this.#progress.seq(), seq, Date.now());
    const account = this.#snapshot();
    const words = account === null ? [] : this.#newWords(account);
    const told = { accountId: books.accountId, changed, seq, head: log.head(), nextDueMs: nextDueMs(books), events };
    return { told: { ...told, isTest: isTest(books.account()), account }, words };
  }

  /** Takes out of a snapshot the words that the lists know: to write them is half of what it costs. Returns digests of the others. */
  #newWords(account: AccountSnapshot): [Words, number][] {
    return WORDS.flatMap((kind) => {
      const digest = digestOf(account[kind] ?? "");
      if (digest === this.#progress.words(kind)) {
        account[kind] = null;
        return [];
      }
      // What they know is in doubt until they have answered.
      this.#progress.forgetWords(kind);
      return [[kind, digest]];
    });
  }

  #snapshot() {
    const { books, log, delivery, people } = this.#commands;
    const { seq } = log.head();
    const parked = delivery.states().filter((state) => state.parked).length;
    return snapshotOf(books, people.all(), { seq, nowMs: this.#commands.nowMs(), hash: this.#hash, parked });
  }
}

/** Six bytes of a text's SHA-256, as a number. */
const digestOf = (text: string): number => createHash("sha256").update(text).digest().readUIntBE(0, 6);
