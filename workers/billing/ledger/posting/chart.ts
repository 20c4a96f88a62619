import { fail, type Result } from "../../../kit/result.ts";

/** What an account may be. */
export const ACCOUNT_CLASSES = ["asset", "liability", "equity", "income", "expense"] as const;

export type AccountClass = (typeof ACCOUNT_CLASSES)[number];

/** An account of the chart. What postings name is its code, with a sub-account after a colon where `divided` says by what. */
export interface ChartAccount {
  /** Four digits. */
  code: string;
  name: string;
  class: AccountClass;
  /** Lowers its class instead of adding to it: a contra account stands on the other side. */
  contra: boolean;
  divided: "processor" | "jurisdiction" | "product" | "currency" | null;
  /** What it is called elsewhere; the name and the code unless the company maps it. */
  exportName: string;
  exportCode: string;
}

const account = (
  code: string,
  name: string,
  kind: AccountClass,
  more: Partial<Pick<ChartAccount, "contra" | "divided">> = {},
): ChartAccount => ({
  code,
  name,
  class: kind,
  contra: false,
  divided: null,
  exportName: name,
  exportCode: code,
  ...more,
});

/** What customers owe, and what is owed to them in service. */
export const RECEIVABLE = "1100";
export const DEFERRED = "2000";
/** What the company owes customers, and what its legal entities owe each other for it: zero over all of them. */
export const CUSTOMER_CREDIT = "2100";
export const BETWEEN_ENTITIES = "1950";

/** The accounts that postings need; the company may rename them, but not take them away. */
export const BUILT_IN: readonly ChartAccount[] = [
  account("1000", "Cash", "asset"),
  account("1050", "Processor clearing", "asset", { divided: "processor" }),
  account(RECEIVABLE, "Accounts receivable", "asset"),
  account("1150", "Unbilled receivable", "asset"),
  account("1190", "Allowance for bad debt", "asset", { contra: true }),
  account("1900", "Between currencies", "asset", { divided: "currency" }),
  account(BETWEEN_ENTITIES, "Between legal entities", "asset"),
  account(DEFERRED, "Deferred revenue", "liability"),
  account("2050", "Tax payable", "liability", { divided: "jurisdiction" }),
  account(CUSTOMER_CREDIT, "Customer credit balance", "liability"),
  account("2150", "Credit settled outside", "liability"),
  account("2200", "Refunds clearing", "liability"),
  account("3000", "Retained earnings", "equity"),
  account("4000", "Revenue", "income", { divided: "product" }),
  account("4100", "Refunds", "income", { contra: true }),
  account("4110", "Credit notes", "income", { contra: true }),
  account("4120", "Disputes", "income", { contra: true }),
  account("4130", "Voids", "income", { contra: true }),
  account("5000", "Processor fees", "expense"),
  account("5010", "Dispute fees", "expense"),
  account("5100", "Bad debt", "expense"),
  account("5200", "Comps", "expense"),
  account("7000", "Exchange gains and losses", "expense"),
  account("7010", "Unrealised exchange gains and losses", "expense"),
];

/** Accounts that a company's chart may have. */
export const CHART_ACCOUNTS_MAX = 500;
export const SUB_ACCOUNT_MAX = 64;

const CODE = /^\d{4}$/;
const SUB_ACCOUNT = /^[^:\s][^:]*$/;

/** The side on which an account grows: assets and expenses on the debit side, the others on the credit side, contra accounts on the other. */
export const normalSide = (account: Pick<ChartAccount, "class" | "contra">): "debit" | "credit" =>
  (account.class === "asset" || account.class === "expense") !== account.contra ? "debit" : "credit";

/** The chart's code in what a posting names. */
export const codeOf = (name: string): string => name.split(":", 1)[0] ?? name;

/** What a posting names: the code, and the sub-account where there is one. */
export const accountName = (code: string, sub: string | null): string => (sub === null ? code : `${code}:${sub}`);

/** Whether a posting may name this account: its code is in the chart, and a sub-account only where the chart divides it. */
export function isKnownAccount(chart: readonly ChartAccount[], name: string): boolean {
  const [code, ...subs] = name.split(":");
  const found = chart.find((account) => account.code === code);
  if (!found || subs.length > 1) return false;
  const [sub] = subs;
  return sub === undefined || (found.divided !== null && sub.length <= SUB_ACCOUNT_MAX && SUB_ACCOUNT.test(sub));
}

/** What an account is called from now on; what is not said stays. */
type NewNames = { [Name in "name" | "exportName" | "exportCode"]?: string | undefined };

/** What the company decided about one account of its chart. */
export type ChartChange =
  | { kind: "add"; account: ChartAccount }
  | ({ kind: "change"; code: string } & NewNames)
  | { kind: "remove"; code: string };

export type ChartRefusal =
  | "code-malformed"
  | "code-taken"
  | "name-taken"
  | "chart-full"
  | "no-such-account"
  | "built-in"
  | "in-use";

/** The chart after a change. What an account is stays as it was made: only its names change, and one that is `used` stays. */
export function changeChart(
  chart: readonly ChartAccount[],
  change: ChartChange,
  used: (code: string) => boolean,
): Result<ChartAccount[], ChartRefusal> {
  if (change.kind === "add") return addAccount(chart, change.account);
  const found = chart.find(({ code }) => code === change.code);
  if (!found) return fail("no-such-account", `The chart has no account ${change.code}.`);
  if (change.kind === "remove") {
    if (isBuiltIn(change.code))
      return fail("built-in", `Postings need account ${change.code}; it can only be renamed.`);
    if (used(change.code)) return fail("in-use", `Account ${change.code} has entries, or some that wait; it stays.`);
    return { ok: true, value: chart.filter(({ code }) => code !== change.code) };
  }
  const { name = found.name, exportName = found.exportName, exportCode = found.exportCode } = change;
  if (nameTaken(chart, name, change.code)) return fail("name-taken", `Another account is called ${name}.`);
  const changed = chart.map((each) => (each === found ? { ...each, name, exportName, exportCode } : each));
  return { ok: true, value: changed };
}

function addAccount(chart: readonly ChartAccount[], account: ChartAccount): Result<ChartAccount[], ChartRefusal> {
  if (!CODE.test(account.code)) return fail("code-malformed", "A code is four digits.");
  if (chart.some(({ code }) => code === account.code))
    return fail("code-taken", `There is an account ${account.code}.`);
  if (nameTaken(chart, account.name, account.code)) return fail("name-taken", `An account is called ${account.name}.`);
  if (chart.length >= CHART_ACCOUNTS_MAX)
    return fail("chart-full", `A chart has at most ${CHART_ACCOUNTS_MAX} accounts.`);
  return { ok: true, value: [...chart, account].sort((a, b) => a.code.localeCompare(b.code)) };
}

const nameTaken = (chart: readonly ChartAccount[], name: string, except: string): boolean =>
  chart.some((each) => each.code !== except && each.name === name);

/** Whether postings need the account. */
export const isBuiltIn = (code: string): boolean => BUILT_IN.some((account) => account.code === code);
