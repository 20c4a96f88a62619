import type { RecordKind, RecordTypes } from "../../books/record.ts";
import type { BookNews } from "../../command/effect-order.ts";
import { projectingMovements } from "../revenue/mrr-book.ts";
import { projectingPending } from "./pending.ts";
import { projecting } from "./projection.ts";

/** What accounts' news add to the company's ledger, and to its recurring revenue; test accounts' nothing. */
export function ledgerProjector(env: Env, news: readonly BookNews[]): D1PreparedStatement[] {
  const told = news
    .filter(({ isTest }) => !isTest)
    .map(({ accountId, changed }) => ({
      accountId,
      transactions: rowsOf(changed, "transaction"),
      movements: rowsOf(changed, "movement"),
    }));
  return [...projecting(env.DB, told), ...projectingPending(env.DB, told), ...projectingMovements(env.DB, told)];
}

const rowsOf = <Kind extends RecordKind>(changed: BookNews["changed"], kind: Kind): RecordTypes[Kind][] =>
  // A record's row is of its kind.
  changed.flatMap((record) => (record.kind === kind && record.row ? [record.row as RecordTypes[Kind]] : []));
