import type { AccountRow, AccountView } from "../../../workers/billing/account/view.ts";
import { moneyText } from "../money/amount.tsx";
import { exact } from "../words/time.ts";

/** What the first line of a found account says: comped or not, plan, monthly revenue, state. */
export function rowWords({ comped, plan, mrr, currency, status }: AccountRow): string {
  const pays = mrr === 0 ? "pays nothing" : `${moneyText(mrr, currency)} a month`;
  return [
    comped ? "Comped" : "Not comped",
    plan || "no plan",
    ...(comped ? [] : [pays]),
    status.replace("-", " "),
  ].join(" · ");
}

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
  const waiting = approvals.filter(({ status }) => status === "waiting").length;
  const parts = [
    account.mergedIntoId !== null && "Merged into another account",
    account.status === "incinerated" && "Its personal data was removed",
    account.status === "cancelled" &&
      `Cancelled${account.incinerateAtMs === null ? "" : `, its data goes ${exact(account.incinerateAtMs)}`}`,
    account.status === "frozen" && "Frozen",
    owed > 0 && `Owes ${moneyText(owed, currency)} on ${open.length === 1 ? "one invoice" : `${open.length} invoices`}`,
    waiver &&
      `Comped on ${plan} by ${waiver.giver.name}${waiver.expiresMs === null ? "" : ` until ${exact(waiver.expiresMs)}`}`,
    !waiver && plan && `${plan}${mrr > 0 ? ` at ${moneyText(mrr, currency)} a month` : ""}`,
    !waiver && !plan && "No plan",
    ending?.cancelAtMs != null && `ends ${exact(ending.cancelAtMs)}`,
    balance !== 0 && `${moneyText(Math.abs(balance), currency)} ${balance > 0 ? "in its favour" : "owed by balance"}`,
    waiting > 0 && `${waiting} waiting for a second person`,
  ];
  return parts.filter(Boolean).join(", ");
}

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
