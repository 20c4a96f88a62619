import { canonicalJson, type Json } from "../../kit/json.ts";
import { type Failure, fail } from "../../kit/result.ts";
import type { StoredRecord } from "../books/record.ts";
import type { RecordBooks } from "../books/record-books.ts";
import { noteRevenue } from "../ledger/revenue/revenue-note.ts";
import { customerRefusal } from "../portal/right.ts";
import type { BillingEvent } from "../webhook/event.ts";
import { noteEvents } from "../webhook/event-note.ts";
import { type CommandLog, type Envelope, KEY_CHARS_MAX, sameRequest } from "./command-log.ts";
import { findCommand } from "./commands.ts";

/** What became of a command: its value and whether it had taken place before; or why it did not. */
export type Reply = { ok: true; value: Json; seq: number; repeated: boolean } | Failure<string>;

/** A command that is only tried: nothing tells its repeats. */
export type Asked = Omit<Envelope, "key">;

/** Stores what a command changed and told of, in the transaction in which its log entry is written. */
export type Store = (changed: StoredRecord[], seq: number, told: BillingEvent[]) => void;

/**
 * Carries out a command on an account's books, once: the same key and input again give the first answer, another input
 * `key-reused`, after its erasure `answer-erased`. A command that is refused changes nothing and is not logged, so that its key stays free.
 */
export function execute(books: RecordBooks, log: CommandLog, sent: Envelope, store: Store): Reply {
  const { key } = sent;
  if (key.length === 0 || key.length > KEY_CHARS_MAX) {
    return fail("invalid-key", `An idempotency key has 1 to ${KEY_CHARS_MAX} characters.`);
  }
  // A call may bring what JSON has no word for (`undefined`): what is done is what is logged.
  const envelope = { ...sent, input: plain(sent.input) };
  const known = log.find(key);
  if (known) {
    if (known.erased) return fail("answer-erased", "This was done, and erased since with the account's data.");
    if (!sameRequest(known, envelope)) return fail("key-reused", "This idempotency key came with another request.");
    return { ok: true, value: known.value, seq: known.seq, repeated: true };
  }
  try {
    const result = attempt(books, envelope);
    if (!result.ok) {
      books.undo();
      return result;
    }
    if (envelope.settles !== undefined) books.outbox.remove(envelope.settles);
    // As the log gives it back: a repeat is answered with the same bytes.
    const value = JSON.parse(canonicalJson(plain(result.value))) as Json; // JSON by construction
    const seq = log.append(envelope, value);
    const told = books.told();
    store(books.keep(), seq, told);
    return { ok: true, value, seq, repeated: false };
  } catch (error) {
    books.undo();
    throw error;
  }
}

/**
 * What a command would do, and others after it, with everything as it was afterwards. `look` reads the books as they would be; the
 * value is the first one's.
 */
export function preview<Seen>(
  books: RecordBooks,
  [first, ...then]: readonly [Asked, ...Asked[]],
  look: (books: RecordBooks, changed: StoredRecord[]) => Seen,
): { ok: true; value: Json; seen: Seen } | Failure<string> {
  try {
    const result = attempt(books, first);
    if (!result.ok) return result;
    const value = plain(result.value);
    for (const next of then) {
      const after = attempt(books, next);
      if (!after.ok) return after;
    }
    return { ok: true, value, seen: look(books, books.changes()) };
  } finally {
    books.undo();
  }
}

function attempt(books: RecordBooks, { command, input, deed }: Asked) {
  const run = findCommand(command);
  if (!run) return fail("no-such-command", `There is no command ${command}.`);
  const refusal = customerRefusal(books, { command, input, deed });
  if (refusal) return refusal;
  // Whoever takes thousands of accounts over floods no webhook with what they were elsewhere.
  const isMoved = command === "account.import" && books.account() === null;
  const result = run(books, input, deed);
  if (result.ok) {
    noteRevenue(books, deed.nowMs);
    if (isMoved) books.takeChanges();
    else noteEvents(books, deed.nowMs);
  }
  return result;
}

/** A value as it is stored and sent. */
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json; // JSON by construction
