import type { Column, ColumnName } from "./csv/column.ts";
import type { CsvReading } from "./csv/csv-input.ts";
import type { ImportInput } from "./import-input.ts";

/** What an import is about, as its job's input says it. */
export type ImportAsked = ImportInput;

/** How a file is to be read, as a form sends it. */
export type ImportReading = CsvReading;

/** How a file begins, and what its columns may be and probably are. */
export interface ImportBeginning {
  object: "import_beginning";
  columns: Omit<Column, "words">[];
  /** What each column of the file is; null for one that is left out. */
  mapping: (ColumnName | null)[];
  rows: string[][];
}
