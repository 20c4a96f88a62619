import type { AccountRow, AccountView } from "../../../workers/billing/account/view.ts";
import { moneyText } from "../money/amount.ts";
import { bookDay, lastBookDay } from "../words/time.ts";

/** What the first line of a found account says beside its state's mark: comped or not, plan, monthly revenue. */
export function standingWords({ comped, plan, mrr, currency }: AccountRow): string {
  const pays = mrr === 0 ? "pays nothing" : `${moneyText(mrr, currency)} a month`;
  return [comped ? "Comped" : "Not comped", plan || "no plan", ...(comped ? [] : [pays])].join(" · ");
}

/** The same with the state in words, where there is no mark. */
export const rowWords = (account: AccountRow): string =>
  `${standingWords(account)} · ${account.status.replace("-", " ")}`;

/** What is going on with an account, by rules: the most pressing first. */
export function sentenceOf({
  account,
  waiver,
  plan,
  mrr,
  balance,
  invoices,
  subscriptions,
  approvals,
}: AccountView): string {
  const { currency } = account;
  const open = invoices.filter(({ status }) => status === "open");
  const owed = open.reduce((sum, { amountRemaining }) => sum + amountRemaining, 0);
  const ending = subscriptions.find(({ cancelAtMs, status }) => cancelAtMs !== null && status !== "cancelled");
  const trialEndMs = subscriptions.find(({ status }) => status === "trialing")?.trialEndMs;
  const waiting = approvals.filter(({ status }) => status === "waiting").length;
  const parts = [
    account.mergedIntoId !== null && "Merged into another account",
    account.status === "incinerated" && "Its personal data was removed",
    account.status === "cancelled" &&
      `Cancelled${account.incinerateAtMs === null ? "" : `, its data goes ${bookDay(account.incinerateAtMs)}`}`,
    account.status === "frozen" && "Frozen",
    owed > 0 && `Owes ${moneyText(owed, currency)} on ${open.length === 1 ? "one invoice" : `${open.length} invoices`}`,
    waiver &&
      `Comped on ${plan} by ${waiver.giver.name}${waiver.expiresMs === null ? "" : ` until ${lastBookDay(waiver.expiresMs)}`}`,
    !waiver && plan && `${plan}${mrr > 0 ? ` at ${moneyText(mrr, currency)} a month` : ""}`,
    !waiver && !plan && "no plan",
    trialEndMs != null && `in trial until ${lastBookDay(trialEndMs)}`,
    ending?.cancelAtMs != null && `ends ${bookDay(ending.cancelAtMs)}`,
    balance !== 0 && `${moneyText(Math.abs(balance), currency)} ${balance > 0 ? "in its favour" : "owed by balance"}`,
    waiting > 0 && `${waiting} waiting for a second person`,
  ];
  const words = parts.filter(Boolean).join(", ");
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What the register said of a tax id. */
export function taxIdWords({ status, checkedMs, proof }: NonNullable<AccountView["account"]["taxId"]>): string {
  const when = checkedMs === null ? "" : ` on ${bookDay(checkedMs)}`;
  if (status === "pending") return "The register is being asked; invoices wait for it.";
  if (status === "unavailable") return `The register did not answer${when}: taxed as if there were no id.`;
  if (status === "invalid") return `The register does not know it${when}.`;
  return `Valid${when}${proof === null ? "" : `, consultation ${proof}`}.`;
}

/** How an account is taxed, where that departs from the rules. */
export function exemptionWords(exemption: AccountView["account"]["exemption"]): string {
  if (exemption.kind === "none") return "by the rules";
  if (exemption.kind === "fixed") return `${exemption.rate} % ${exemption.name}, by hand`;
  return `exempt${exemption.untilMs === null ? "" : ` until ${lastBookDay(exemption.untilMs)}`}, ${exemption.certificate}`;
}

/** What a record of the page is called in the timeline; null for one that the page does not show. */
export function thingName(
  { invoices, subscriptions, payments, people, notes }: AccountView,
  id: string,
): string | null {
  const invoice = invoices.find((one) => one.id === id);
  if (invoice) return invoice.number ?? "the draft";
  if (subscriptions.some((one) => one.id === id)) return "the subscription";
  if (payments.some((one) => one.id === id)) return "the payment";
  if (notes.some((one) => one.id === id)) return "the note";
  return people.find((one) => one.id === id)?.name ?? null;
}

/** The tags that a line of text names. */
export const tagsOf = (line: string): string[] => [
  ...new Set(
    line
      .toLowerCase()
      .split(/[\s,]+/)
      .map((tag) => tag.replace(/^#/, ""))
      .filter(Boolean),
  ),
];

type Status = AccountRow["status"];

/** The mark and colour of a state. */
export const STATUS_TONE: Record<Status, "good" | "warn" | "bad" | "muted"> = {
  active: "good",
  trial: "good",
  "past-due": "bad",
  frozen: "bad",
  paused: "warn",
  cancelled: "muted",
  incinerated: "muted",
};
