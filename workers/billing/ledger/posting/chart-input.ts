import type { Context } from "hono";
import * as z from "zod";
import { audit } from "../../../front/audit.ts";
import type { App } from "../../../front/context.ts";
import type { Result } from "../../../kit/result.ts";
import type { ChartAccount } from "../view.ts";
import { ACCOUNT_CLASSES, type ChartAccount as BookAccount, type ChartChange, isBuiltIn } from "./chart.ts";
import { putChart, readChart } from "./chart-book.ts";

const name = z.string().trim().min(1).max(80);
const code = z.string().regex(/^\d{4}$/, "A code is four digits.");
/** What an account is called in other systems; as here unless said. */
const elsewhere = { exportName: name.optional(), exportCode: z.string().trim().min(1).max(20).optional() };

/** An account that the company adds to its chart. */
export const adding = z.strictObject({
  ...{ code, name, ...elsewhere },
  class: z.enum(ACCOUNT_CLASSES),
  /** Lowers its class instead of adding to it. */
  contra: z.boolean().default(false),
});

/** What an account is called from now on; what is not said stays. */
export const renaming = z.strictObject({ name: name.optional(), ...elsewhere });

/** One change of the chart. */
export const chartChange = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("add"), account: adding }),
  renaming.extend({ kind: z.literal("change"), code }),
  z.strictObject({ kind: z.literal("remove"), code }),
]);

/** Adds, renames or removes an account of the chart, in somebody's name. */
export async function changeChartBy(
  c: Context<App>,
  wanted: z.output<typeof chartChange>,
): Promise<Result<ChartAccount[], string>> {
  const change = changeOf(wanted);
  const target = `ledger-account:${change.kind === "add" ? change.account.code : change.code}`;
  await audit(c, { action: "chart.changed", target, detail: JSON.parse(JSON.stringify(change)) });
  const changed = await putChart(c.env.DB, change);
  return changed.ok ? { ok: true, value: changed.value.map(viewOf) } : changed;
}

/** The company's chart, in the order of codes. */
export const chartView = async (db: D1Database): Promise<ChartAccount[]> => (await readChart(db)).map(viewOf);

const viewOf = (account: BookAccount): ChartAccount => ({ ...account, builtIn: isBuiltIn(account.code) });

function changeOf(wanted: z.output<typeof chartChange>): ChartChange {
  if (wanted.kind !== "add") return wanted;
  const { code, name, exportName = name, exportCode = code, ...rest } = wanted.account;
  return { kind: "add", account: { code, name, exportName, exportCode, ...rest, divided: null } };
}
