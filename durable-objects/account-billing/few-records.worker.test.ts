import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, it, vi } from "vitest";
import BOOKS from "../../migrations/account-billing/0000_books.sql";
import type { StoredRecord } from "../../workers/billing/books/record.ts";
import { migrate } from "../migrate.ts";
import { FEW_RECORDS_MAX, FewRecords } from "./few-records.ts";
import { RecordTable } from "./record-table.ts";

const task = (place: number): StoredRecord<"task"> => ({
  ...{ kind: "task", id: `t${place}`, place },
  row: { id: `t${place}`, dueMs: place, kind: "k", subject: "s" },
});
const removed: StoredRecord<"effect"> = { kind: "effect", id: "e1", place: 7, row: null };

it.each([
  ["as many as are read at once", FEW_RECORDS_MAX, 0],
  ["one more", FEW_RECORDS_MAX + 1, 3],
])("says of %s what the table says", async (_, count, asked) => {
  await runInDurableObject(env.ACCOUNT_BILLING.getByName(crypto.randomUUID()), (_account, { storage }) => {
    migrate(storage, [BOOKS]);
    const table = new RecordTable(storage.sql);
    table.store([removed, ...Array.from({ length: count - 1 }, (_task, at) => task(count - at))], 1);
    const few = new FewRecords(table);
    for (const kind of ["task", "effect", "note"] as const) {
      expect(few.read(kind)).toEqual(table.read(kind));
      expect(few.lastPlace(kind)).toBe(table.lastPlace(kind));
      for (const id of ["t5", "e1", "none"]) expect(few.find(kind, id)).toEqual(table.find(kind, id));
    }
    const read = vi.spyOn(table, "read");
    for (const kind of ["task", "effect", "note"] as const) few.read(kind);
    expect(read).toHaveBeenCalledTimes(asked);
  });
});
