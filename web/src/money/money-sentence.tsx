import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import type { BillingAttention } from "../../../workers/billing/account/view.ts";
import type { LedgerState } from "../../../workers/billing/ledger/view.ts";
import { billingAttentionQuery } from "../customers/customers-api.ts";
import { moneyNeeds } from "../customers/money-needs.ts";
import { counted } from "../words/number.ts";
import { bookDay } from "../words/time.ts";
import { monthAfter, monthTitle } from "./books/month-words.ts";

/** Months that may stay open after they ended before somebody should close them. */
const OPEN_MONTHS = 2;

/** What of money needs who reads it today, by what they may do, each with the way to it, and how far the books are closed. */
export function MoneySentence({ state }: { state: LedgerState | undefined }) {
  const attention = useQuery(billingAttentionQuery).data;
  if (!state || !attention) return <span className="money-needs">Reading the books</span>;
  const parts = [...disputeParts(attention), ...jobParts(attention), ...needParts(attention), ...closeParts(state)];
  return (
    <span className="money-needs">
      {parts.length === 0 ? "Nothing needs you today. " : "Needs you today: "}
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no names
        <Fragment key={at}>
          {at > 0 && ", "}
          {part}
        </Fragment>
      ))}
      {parts.length > 0 && ". "}
      <span className={parts.length > 0 ? "books-open" : undefined}>{booksWords(state)}.</span>
    </span>
  );
}

function disputeParts({ disputes = [] }: BillingAttention): ReactNode[] {
  const [first] = disputes;
  if (!first) return [];
  const by = first.respondByMs === null ? "" : ` by ${bookDay(first.respondByMs)}`;
  return [
    <Link key="disputes" to="/money/disputes" search={{ status: "needs-response" }}>
      {counted(disputes.length, "dispute")} to answer{by}
    </Link>,
  ];
}

function jobParts({ jobs = [] }: BillingAttention): ReactNode[] {
  return (["invoice-run", "import"] as const).flatMap((kind) => {
    const stopped = jobs.filter((job) => job.kind === kind).length;
    return stopped === 0
      ? []
      : [
          <Link key={kind} to={kind === "import" ? "/money/imports" : "/money/runs"}>
            {kind === "import" ? `${counted(stopped, "import")} waiting` : `${counted(stopped, "run")} stopped`}
          </Link>,
        ];
  });
}

const needParts = (attention: BillingAttention): ReactNode[] =>
  moneyNeeds(attention).flatMap(({ mark, words, short, to, search = {} }) =>
    short === undefined
      ? []
      : [
          <Link key={mark} to={to} search={search} title={words}>
            {short}
          </Link>,
        ],
  );

function closeParts({ openMonth, firstMonth, thisMonth }: LedgerState): ReactNode[] {
  const open = openMonth ?? firstMonth;
  if (open === null || open >= monthAfter(thisMonth, -OPEN_MONTHS)) return [];
  return [
    <Link key="close" to="/money/close">
      {monthTitle(open)} to close
    </Link>,
  ];
}

function booksWords({ openMonth, firstMonth }: LedgerState): string {
  if (firstMonth === null) return "The books are empty";
  return openMonth === null ? "No month is closed yet" : `The books are open from ${monthTitle(openMonth)} on`;
}
