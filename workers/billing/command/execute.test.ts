import fc from "fast-check";
import { expect, it } from "vitest";
import { FIRST_PREVIOUS_HASH } from "../../../durable-objects/audit-log/entry.ts";
import { canonicalJson } from "../../kit/json.ts";
import type { StoredRecord } from "../books/record.ts";
import { RecordBooks } from "../books/record-books.ts";
import { companyInput } from "../company/company-fixture.ts";
import { brokenAt, type SealedEntry } from "./command-chain.ts";
import { type Envelope, MemoryLog } from "./command-log.ts";
import { execute, preview } from "./execute.ts";

const ACCOUNT = "01999999-9999-7999-8999-999999999999";
const company = (version: number) => companyInput({ version });
const envelope = (over: Partial<Envelope> = {}): Envelope => ({
  key: "k1",
  command: "company.adopt",
  input: company(1),
  deed: { nowMs: 1_000, actor: { kind: "system", id: "system", name: "Apiary" }, reason: "", requestId: "r" },
  ...over,
});

function fresh() {
  const books = new RecordBooks(ACCOUNT);
  const log = new MemoryLog();
  const stored: StoredRecord[] = [];
  return { books, log, stored, run: (e: Envelope) => execute(books, log, e, (changed) => stored.push(...changed)) };
}

it("carries a command out once, however often it is sent", () => {
  const { run, stored, log } = fresh();
  expect(run(envelope())).toEqual({ ok: true, value: { version: 1 }, seq: 1, repeated: false });
  expect(run(envelope())).toEqual({ ok: true, value: { version: 1 }, seq: 1, repeated: true });
  expect(run(envelope({ input: company(2) }))).toMatchObject({ ok: false, reason: "key-reused" });
  expect(stored).toHaveLength(1);
  expect(log.after(0, 10)).toHaveLength(1);
});

it("answers in the order in which the log gives the answer back, so that a repeat has the same bytes", () => {
  const { run } = fresh();
  const input = { productId: "shop", name: "Corner Shop", ownerId: "person-1", currency: "EUR" };
  run(envelope({ key: "settings" }));
  const reply = run(envelope({ command: "account.create", input }));
  const value = reply.ok ? reply.value : null;
  expect(JSON.stringify(value)).toBe(canonicalJson(value));
});

it("does and logs what JSON says of an input, and tells it again by that", () => {
  const { run, log } = fresh();
  const input = { ...company(1), odd: undefined } as unknown as Envelope["input"]; // as a call between isolates may bring it
  expect(run(envelope({ input }))).toMatchObject({ ok: true, repeated: false });
  expect(run(envelope())).toMatchObject({ ok: true, repeated: true });
  expect(log.after(0, 1)[0]?.input).toStrictEqual(company(1));
});

it("logs nothing of what is refused, and keeps its key free", () => {
  const { run, log, books } = fresh();
  run(envelope({ key: "a", input: company(3) }));
  expect(run(envelope({ key: "b", input: company(2) }))).toMatchObject({ ok: false, reason: "older-version" });
  expect(run(envelope({ key: "c", input: { version: 4 } }))).toMatchObject({ ok: false, reason: "invalid-input" });
  expect(run(envelope({ key: "d", command: "nothing.done" }))).toMatchObject({ ok: false, reason: "no-such-command" });
  expect(run(envelope({ key: "" }))).toMatchObject({ ok: false, reason: "invalid-key" });
  expect(run(envelope({ key: "x".repeat(256) }))).toMatchObject({ ok: false, reason: "invalid-key" });
  expect(run(envelope({ key: "x".repeat(255), input: company(4) }))).toMatchObject({ ok: true });
  expect(log.head().seq).toBe(2);
  expect(books.company()?.version).toBe(4);
});

it("previews without a trace", () => {
  const { books, log } = fresh();
  const seen = preview(books, [envelope()], (after, changed) => ({ version: after.company()?.version, changed }));
  expect(seen).toMatchObject({ ok: true, value: { version: 1 }, seen: { version: 1, changed: [{ kind: "company" }] } });
  // What would come then is seen with it; the value is the first one's.
  const both = preview(books, [envelope(), envelope({ input: company(2) })], (after) => after.company()?.version);
  expect(both).toMatchObject({ ok: true, value: { version: 1 }, seen: 2 });
  expect(preview(books, [envelope(), envelope({ command: "no.such" })], () => 0)).toMatchObject({ ok: false });
  expect(books.company()).toBeNull();
  expect(log.head().seq).toBe(0);
});

it("leaves the books as they were when a rule throws", () => {
  const { books, run } = fresh();
  books.tasks.put({ id: "odd:1", kind: "odd", subject: "1", dueMs: 5 });
  books.keep();
  expect(() => run(envelope({ command: "account.advance", input: {} }))).toThrow("odd");
  expect(books.tasks.list()).toHaveLength(1);
  expect(books.changes()).toEqual([]);
});

it("hands out records that nobody can change", () => {
  const { run, books } = fresh();
  run(envelope());
  const known = books.company();
  expect(() => Object.assign(known?.seller ?? {}, { name: "x" })).toThrow(TypeError);
});

/** A log of some commands, and its head. */
function logged(commands: number) {
  const { run, log } = fresh();
  const deed = { ...envelope().deed, reason: "äöü", approvedBy: { id: "p2", name: "Bo" } };
  for (let version = 1; version <= commands; version += 1) {
    const about = version % 2 === 0 ? { deed } : { settles: `fx_${version}` };
    run(envelope({ key: `k${version}`, input: company(version), ...about }));
  }
  return { entries: log.entries, head: log.head() };
}
const START = { seq: 0, hash: FIRST_PREVIOUS_HASH };

it("finds any bit that was changed in the log, and what was taken out, swapped, doubled or cut off", () => {
  const { entries, head } = logged(8);
  expect(brokenAt(START, entries, null)).toBeNull();
  const at = fc.nat(entries.length - 1);
  fc.assert(
    fc.property(at, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(7), (index, part, bit) => {
      const bytes = new TextEncoder().encode(JSON.stringify(entries[index]));
      const place = Math.floor(part * bytes.length);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << bit);
      const read = readBack(bytes);
      // What is not an entry any more is not even read.
      if (read) expect(brokenAt(START, entries.with(index, read), null)).not.toBeNull();
    }),
    { numRuns: 3_000 },
  );
  fc.assert(
    fc.property(at, at, (one, other) => {
      const [a, b] = [entries[one], entries[other]];
      if (!a || !b) throw new Error("both are in the log");
      if (one < entries.length - 1) expect(brokenAt(START, entries.toSpliced(one, 1), null)).not.toBeNull();
      expect(brokenAt(START, entries.toSpliced(one, 0, a), null)).not.toBeNull();
      if (one !== other) expect(brokenAt(START, entries.with(one, b).with(other, a), null)).not.toBeNull();
      expect(entries.slice(0, one).at(-1)?.hash).not.toBe(head.hash);
    }),
  );
  expect(brokenAt({ seq: 2, hash: entries[1]?.hash ?? "" }, entries.slice(2), null)).toBeNull();
});

/** The entry that bytes say; null when they say none. */
function readBack(bytes: Uint8Array): SealedEntry | null {
  try {
    const read = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)) as SealedEntry; // what the chain is asked about
    return typeof read.deed?.actor === "object" ? read : null;
  } catch {
    return null;
  }
}
