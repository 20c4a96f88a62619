import { expect, it } from "vitest";
import { brokenAt, type Envelope, MemoryLog } from "./command-log.ts";
import { companyInput } from "./company-fixture.ts";
import { execute, preview } from "./execute.ts";
import type { StoredRecord } from "./record.ts";
import { RecordBooks } from "./record-books.ts";

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
  const seen = preview(books, envelope(), (after, changed) => ({ version: after.company()?.version, changed }));
  expect(seen).toMatchObject({ ok: true, value: { version: 1 }, seen: { version: 1, changed: [{ kind: "company" }] } });
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

it("finds what was changed in the log afterwards", () => {
  const { run, log } = fresh();
  for (const version of [1, 2, 3, 4]) run(envelope({ key: `k${version}`, input: company(version) }));
  const entries = log.after(0, 10);
  const start = { seq: 0, hash: "0".repeat(64) };
  expect(brokenAt(start, entries)).toBeNull();
  expect(brokenAt(start, entries.with(2, { ...(entries[2] as never as object), input: company(9) } as never))).toBe(3);
  expect(brokenAt(start, entries.toSpliced(1, 1))).toBe(2);
  const [a, b, c, d] = entries;
  if (!a || !b || !c || !d) throw new Error("four commands were logged");
  expect(brokenAt(start, [a, c, b, d])).toBe(2);
  expect(brokenAt({ seq: 2, hash: b.hash }, [c, d])).toBeNull();
});
