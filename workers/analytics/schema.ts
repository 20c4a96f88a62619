import { integer, real, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

/**
 * Analytics Engine's columns as a table, for the embedded server. One row per hour (`at_ms` is its beginning) and combination of
 * index and blobs; a blob that a dataset has not is empty, so that the unique index tells combinations apart.
 */
export const dataPoint = sqliteTable(
  "data_point",
  {
    atMs: integer("at_ms").notNull(),
    sampleInterval: integer("_sample_interval").notNull().default(1),
    index1: text().notNull(),
    blob1: text().notNull(),
    blob2: text().notNull().default(""),
    blob3: text().notNull().default(""),
    blob4: text().notNull().default(""),
    blob5: text().notNull().default(""),
    double1: real().notNull(),
    double2: real().notNull().default(0),
  },
  (t) => [uniqueIndex("data_point_hour").on(t.atMs, t.index1, t.blob1, t.blob2, t.blob3, t.blob4, t.blob5)],
);
