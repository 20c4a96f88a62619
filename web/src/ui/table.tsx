import type { ReactNode } from "react";
import { whole } from "../words/number.ts";

/** A column's heading. */
interface Column {
  title: string;
  /** Figures stand at the right. */
  numbers?: true;
  /** Said but not shown: buttons need no heading. */
  unseen?: true;
}

/** The heading of the column that holds what can be done with a row. */
export const ACTIONS: Column = { title: "Actions", unseen: true };

/** A column of figures. */
export const numbers = (title: string): Column => ({ title, numbers: true });

/** A text is a plain column's title. */
export type TableColumn = string | Column;

interface TableProps {
  columns: readonly TableColumn[];
  /** The row of totals. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A table whose rows become cards on a phone; each cell names itself there by its `data-label`. */
export function Table({ columns, foot, children }: TableProps) {
  return (
    <div className="table-frame">
      <table className="table cards">
        <thead>
          <tr>
            {columns.map((column) => {
              const { title, numbers, unseen }: Column = typeof column === "string" ? { title: column } : column;
              return (
                <th key={title} scope="col" className={numbers && "number"}>
                  {unseen ? <span className="visually-hidden">{title}</span> : title}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}

interface NumberCellProps {
  label: string;
  /** Zero shows as a dash, and so does null, which means nothing here. */
  amount: number | null;
  words?: (amount: number) => string;
}

/** A figure of a table's row. */
export function NumberCell({ label, amount, words = whole }: NumberCellProps) {
  const none = amount === 0 || amount === null;
  return (
    <td className={none ? "number none" : "number"} data-label={label}>
      {none ? "–" : words(amount)}
    </td>
  );
}
