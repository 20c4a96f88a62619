import type { Column, ColumnName } from "./csv/column.ts";

/** How a file begins, and what its columns may be and probably are. */
export interface ImportBeginning {
  columns: Omit<Column, "words">[];
  /** What each column of the file is; null for one that is left out. */
  mapping: (ColumnName | null)[];
  rows: string[][];
}
