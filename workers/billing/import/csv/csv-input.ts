import * as z from "zod";
import { SystemName } from "../../account/input.ts";
import { COLUMN_NAMES } from "./column.ts";

/** Columns of a file at most. */
export const COLUMNS_MAX = 200;
/** Letters of a column's name that are kept. */
export const HEADER_CHARS_MAX = 100;
/** Letters of a file's name. */
export const FILE_NAME_CHARS_MAX = 120;

/** How a file is to be read; people change it before the check. */
export const csvReading = z
  .strictObject({
    /** What each column of the file is; null for one that is left out. */
    mapping: z.array(z.enum(COLUMN_NAMES).nullable()).max(COLUMNS_MAX),
    /** What stands before an amount's cents. */
    decimal: z.enum([".", ","]),
    /** What holds for rows that do not say it. */
    defaults: z
      .strictObject({
        product: z.string().trim().max(64),
        currency: z.string().trim().max(3),
        time_zone: z.string().trim().max(64),
        language: z.string().trim().max(20),
      })
      .partial()
      .default({}),
  })
  .refine(({ mapping }) => mapping.includes("external_id"), {
    path: ["mapping"],
    error: "Say which column is the external id: by it rows are told apart.",
  })
  .refine(({ mapping }) => new Set(mapping.filter(Boolean)).size === mapping.filter(Boolean).length, {
    path: ["mapping"],
    error: "Two columns are the same thing.",
  });

export type CsvReading = z.output<typeof csvReading>;

/** What of a file is known since its upload. */
const csvFile = z.strictObject({
  name: z.string().max(FILE_NAME_CHARS_MAX),
  bytes: z.int().nonnegative(),
  /** Rows without the header. */
  rows: z.int().nonnegative(),
  encoding: z.enum(["utf-8", "windows-1252"]),
  delimiter: z.enum([",", ";", "\t", "|"]),
  header: z.array(z.string().max(HEADER_CHARS_MAX)).max(COLUMNS_MAX),
  /** Where the first row after the header begins, and on which line. */
  firstByte: z.int().nonnegative(),
  firstLine: z.int().positive(),
});

export type CsvFile = z.output<typeof csvFile>;

/** An import of a CSV file. `reading` is null until somebody has said how it is read. */
export const csvInput = z.strictObject({
  from: z.literal("csv"),
  /** What the other system is called: ids are remembered under its name. */
  system: SystemName,
  file: csvFile,
  reading: csvReading.nullable(),
});

export type CsvInput = z.output<typeof csvInput>;
