import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Answers to requests with an `Idempotency-Key` that are no commands, so that a repeat gets the same one. */
export const billingAnswer = sqliteTable(
  "billing_answer",
  {
    /** Hash of who asked and the key. */
    id: text().primaryKey(),
    /** Hash of what was asked: another request with the key is refused. */
    request: text().notNull(),
    /** Null while it is carried out. */
    status: integer(),
    /** The answer's body; sealed, as it may have a secret that is shown once. */
    sealed: text(),
    createdMs: integer("created_ms").notNull(),
    /** Until when who carries it out is taken to be alive. */
    heldMs: integer("held_ms").notNull(),
  },
  (t) => [index("billing_answer_created").on(t.createdMs)],
);
