import { noteKeyNumber } from "../../workers/billing/account/note-key.ts";
import { comparedMail } from "../../workers/billing/account/person/personal.ts";
import type { Books } from "../../workers/billing/books/books.ts";
import type { StoredRecord } from "../../workers/billing/books/record.ts";
import { RecordBooks } from "../../workers/billing/books/record-books.ts";
import { SYSTEM } from "../../workers/billing/command/command.ts";
import type { Envelope } from "../../workers/billing/command/command-log.ts";
import type { CommandInput, CommandName } from "../../workers/billing/command/commands.ts";
import { type Asked, execute, preview, type Reply } from "../../workers/billing/command/execute.ts";
import type { Company } from "../../workers/billing/company/company.ts";
import type { Json } from "../../workers/kit/json.ts";
import { fail } from "../../workers/kit/result.ts";
import { CommandTable } from "./command-table.ts";
import { Delivery } from "./delivery.ts";
import { eraseOnce } from "./erasure.ts";
import { EventTable } from "./event-table.ts";
import { FewRecords } from "./few-records.ts";
import { KeyTable } from "./key-table.ts";
import { PersonTable } from "./person-table.ts";
import { RecordTable } from "./record-table.ts";

/** What a command would do: its value, and every record that it would change, as it is and as it would be. */
export type Preview =
  | { ok: true; value: Json; changes: { before: StoredRecord["row"]; after: StoredRecord }[] }
  | Extract<Reply, { ok: false }>;

/** The account's books, and the only way by which they change: commands, each one transaction. */
export class Commands {
  readonly records: RecordTable;
  readonly log: CommandTable;
  readonly delivery: Delivery;
  readonly events: EventTable;
  readonly people: PersonTable;
  readonly keys: KeyTable;
  readonly #storage: DurableObjectStorage;
  readonly #accountId: string;
  #books: RecordBooks;
  #inTransaction = false;
  /** The newest command that changed what lists show; null until it is read. */
  #newsSeq: number | null = null;

  constructor(storage: DurableObjectStorage, accountId: string, secret: string) {
    this.#storage = storage;
    this.#accountId = accountId;
    this.records = new RecordTable(storage.sql);
    this.keys = new KeyTable(storage.sql, secret);
    this.people = new PersonTable(storage.sql, secret);
    this.log = new CommandTable(storage.sql, this.keys);
    this.delivery = new Delivery(storage.sql);
    this.events = new EventTable(storage.sql);
    this.#books = new RecordBooks(accountId, new FewRecords(this.records));
  }

  get books(): RecordBooks {
    return this.#books;
  }

  /** The account's own time: a test clock's, where it has one. */
  nowMs(): number {
    return this.#books.account()?.clockMs ?? Date.now();
  }

  /** Runs work in one transaction; within one in the same. When it throws, nothing of it stays: neither on disk nor in memory. */
  transact<Value>(work: () => Value): Value {
    if (this.#inTransaction) return work();
    this.#inTransaction = true;
    try {
      return this.#storage.transactionSync(work);
    } catch (error) {
      this.#forget();
      throw error;
    } finally {
      this.#inTransaction = false;
    }
  }

  /** The newest command that changed what lists show; 0 when there is none. Effects are in no list. */
  newsSeq(): number {
    this.#newsSeq ??= this.records.newestOtherThan("effect");
    return this.#newsSeq;
  }

  execute(envelope: Envelope): Reply {
    return this.transact(() => {
      const timed = this.#timed(envelope);
      const reply = execute(this.#books, this.log, timed, (changed, seq, told) => {
        this.records.store(changed, seq);
        if (changed.some(({ kind }) => kind !== "effect")) this.#newsSeq = seq;
        for (const { kind, id, row } of changed)
          if (kind === "note" && row === null) this.keys.destroyOwn(noteKeyNumber(id));
        this.events.keep(told, seq, Date.now());
      });
      if (reply.ok && envelope.settles !== undefined) this.delivery.ended(envelope.settles);
      this.#eraseWhenIncinerated();
      return reply;
    });
  }

  /** Carries out a command by which somebody's mail address becomes another one. */
  readdress(envelope: Envelope, { personId, was, mail }: { personId: string; was: string; mail: string }): Reply {
    return this.transact(() => {
      const isDone = this.log.find(envelope.key) !== null;
      const known = this.people.all().get(personId);
      if (!isDone && (!known || comparedMail(known.mail) !== comparedMail(was)))
        return fail("not-this-address", "This person is known by another mail address.");
      const reply = this.execute(envelope);
      if (reply.ok && !isDone && known) this.people.put(personId, { ...known, mail });
      return reply;
    });
  }

  /** Carries out a command that nobody sent. */
  executeOwn<Name extends CommandName>(
    key: string,
    command: Name,
    input: CommandInput<Name> & Json,
    { requestId, settles }: { requestId: string; settles?: string },
  ): Reply {
    const deed = { nowMs: Date.now(), actor: SYSTEM, reason: "", requestId };
    return this.execute({ key, command, input, deed, ...(settles !== undefined && { settles }) });
  }

  preview(asked: Asked, then: readonly Asked[] = []): Preview {
    const seen = this.imagine(asked, (_, changed) => changed, then);
    if (!seen.ok) return seen;
    const changes = seen.seen.map((after) => ({
      before: this.records.find(after.kind, after.id)?.row ?? null,
      after,
    }));
    return { ok: true, value: seen.value, changes };
  }

  /** Looks at the books as they would be after a command, with nothing done. What is to come `then` has times of its own, also where the account's stand still. */
  imagine<Seen>(asked: Asked, look: (books: Books, changed: StoredRecord[]) => Seen, then: readonly Asked[] = []) {
    try {
      return preview(this.#books, [this.#timed(asked), ...then], look);
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  /** Takes over the company's settings. They come as a command, so that a replay knows what held when. */
  adopt(company: Company): void {
    const known = this.#books.company();
    if (known && known.version >= company.version) return;
    this.executeOwn(`company:${company.version}`, "company.adopt", company, { requestId: "settings" });
  }

  /** Erases what is left of an account that was incinerated before that was one transaction with it. */
  keepErased(): void {
    this.transact(() => this.#eraseWhenIncinerated());
  }

  #eraseWhenIncinerated(): void {
    const { incineratedMs = null } = this.#books.account() ?? {};
    if (incineratedMs === null) return;
    const { log, keys, people } = this;
    eraseOnce({ sql: this.#storage.sql, log, keys, people }, incineratedMs);
    this.delivery.forget();
    this.events.forget();
  }

  /** What is in memory may be of a transaction that was undone. */
  #forget(): void {
    this.log.forget();
    this.keys.forget();
    this.people.forget();
    this.delivery.forget();
    this.events.forget();
    this.#newsSeq = null;
    this.#books = new RecordBooks(this.#accountId, new FewRecords(this.records));
  }

  /** The command at the account's own time. The end of a test clock is told by everyone's. */
  #timed<Some extends Asked>(envelope: Some): Some {
    const clockMs = this.#books.account()?.clockMs;
    if (envelope.command === "clock.end") return envelope;
    return clockMs == null ? envelope : { ...envelope, deed: { ...envelope.deed, nowMs: clockMs } };
  }
}
