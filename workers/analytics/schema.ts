import { index, integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Analytics Engine's columns as a table, for the embedded server. One row per second, dataset and set of blobs. */
export const dataPoint = sqliteTable(
  "data_point",
  {
    atMs: integer("at_ms").notNull(),
    sampleInterval: integer("_sample_interval").notNull().default(1),
    index1: text().notNull(),
    blob1: text().notNull(),
    blob2: text(),
    blob3: text(),
    blob4: text(),
    blob5: text(),
    double1: real().notNull(),
    double2: real(),
  },
  (t) => [index("data_point_dataset").on(t.blob1, t.atMs)],
);
