import { Link, useParams } from "@tanstack/react-router";
import { Fragment, useState } from "react";
import {
  type CaseBooking,
  type CaseReopening,
  EXPLAINED,
  type MoneyCase,
} from "../../../../workers/billing/payment/view.ts";
import { useMay } from "../../shell/me.ts";
import { Moment } from "../../ui/moment.tsx";
import { Empty } from "../../ui/state.tsx";
import { AccountLink } from "../account-link.tsx";
import { moneyText } from "../amount.ts";
import { caseQuery, casesQuery } from "../billing/payment-api.ts";
import { Report } from "../reports/report.tsx";
import { CaseDialog } from "./case-dialog.tsx";
import { CaseReopenDialog } from "./case-reopen-dialog.tsx";
import { caseWords, factTitle, isAmount } from "./case-words.ts";

/** Money that one side knows and the other does not: what is known of it, and who said what it is. */
export function CasesPage() {
  return (
    <Report query={casesQuery} what="The cases">
      {({ cases }) => {
        const open = cases.filter(({ resolvedMs }) => resolvedMs === null);
        const resolved = cases.filter(({ resolvedMs }) => resolvedMs !== null);
        return (
          <div className="stack wide">
            {open.length === 0 && (
              <Empty icon="check" title="All money is accounted for">
                <p>Payouts are compared with the books every hour. What differs for a day shows here.</p>
              </Empty>
            )}
            {open.map((each) => (
              <Case key={each.id} money={each} />
            ))}
            {resolved.length > 0 && <Resolved cases={resolved} />}
          </div>
        );
      }}
    </Report>
  );
}

/** One case by its address. */
export function CasePage() {
  const { caseId } = useParams({ from: "/shell/money/cases/$caseId" });
  return (
    <Report query={caseQuery(caseId)} what="The case">
      {(money) => (
        <div className="stack wide">
          <Case money={money} />
          <p>
            <Link to="/money/cases">All cases</Link>
          </p>
        </div>
      )}
    </Report>
  );
}

function Case({ money }: { money: MoneyCase }) {
  const [dialog, setDialog] = useState<"resolve" | "reopen" | null>(null);
  const may = useMay("billing:close");
  const { id, kind, gateway, amount, currency, accountId, known, occurredMs, openedMs } = money;
  const { resolvedMs, resolvedBy, resolution, reason, bookings, reopenings } = money;
  const { title, meaning } = caseWords(kind);
  return (
    <section className="panel money-case stack" aria-label={`${title}, ${moneyText(amount, currency)}`}>
      <div className="line-up">
        <h2 className="grow">
          {title}: <span className="money">{moneyText(amount, currency)}</span>
        </h2>
        {resolvedMs === null && (
          <button type="button" className="button" disabled={!may} onClick={() => setDialog("resolve")}>
            Resolve
          </button>
        )}
        {resolution === EXPLAINED && (
          <button type="button" className="button" disabled={!may} onClick={() => setDialog("reopen")}>
            Open again
          </button>
        )}
      </div>
      <p>
        {meaning} At {gateway}, <Moment atMs={occurredMs} />; a case since <Moment atMs={openedMs} />.
      </p>
      {resolvedMs !== null && (
        <p>
          <span className="badge good">Resolved</span> {resolution} by {resolvedBy}, <Moment atMs={resolvedMs} />:{" "}
          {reason}
        </p>
      )}
      {reopenings.map((reopening) => (
        <Reopening key={reopening.atMs} reopening={reopening} />
      ))}
      {bookings.map((booking) => (
        <Booking key={booking.askedMs} booking={booking} />
      ))}
      <dl className="facts">
        {accountId !== null && (
          <>
            <dt>Customer</dt>
            <dd>
              <AccountLink id={accountId} />
            </dd>
          </>
        )}
        {Object.entries(known).map(([name, value]) =>
          value === null ? null : (
            <Fragment key={name}>
              <dt>{factTitle(name)}</dt>
              <dd>{fact(name, value, currency)}</dd>
            </Fragment>
          ),
        )}
      </dl>
      {!may && (resolvedMs === null || resolution === EXPLAINED) && (
        <p className="muted small">Whoever has the role finance resolves cases.</p>
      )}
      {dialog === "resolve" && (
        <CaseDialog id={id} kind={kind} amount={amount} currency={currency} onClose={() => setDialog(null)} />
      )}
      {dialog === "reopen" && <CaseReopenDialog id={id} onClose={() => setDialog(null)} />}
    </section>
  );
}

/** What a case was explained by, and why it is open again. */
function Reopening({
  reopening: { explanation, explainedBy, explainedMs, reason, by, atMs },
}: {
  reopening: CaseReopening;
}) {
  return (
    <p>
      <span className="badge warn">Opened again</span> by {by}, <Moment atMs={atMs} />: {reason} It was explained by{" "}
      {explainedBy}, <Moment atMs={explainedMs} />: {explanation}
    </p>
  );
}

/** An entry that was to book the case's money, and what the second person said to it. */
function Booking({ booking: { account, status, askedBy, askedMs, decidedBy, decidedMs } }: { booking: CaseBooking }) {
  return (
    <p>
      <span className={`badge ${BOOKING_TONES[status]}`}>{BOOKING_WORDS[status]}</span> {askedBy} asked for an entry to{" "}
      {account}, <Moment atMs={askedMs} />
      {decidedMs !== null && (
        <>
          ; {decidedBy} {status === "refused" ? "refused" : "posted"} it, <Moment atMs={decidedMs} />
        </>
      )}
      .
    </p>
  );
}

const BOOKING_WORDS = { asked: "Waits for a second person", posted: "Posted", refused: "Refused" };
const BOOKING_TONES = { asked: "warn", posted: "good", refused: "bad" };

function fact(name: string, value: string | number, currency: string) {
  if (typeof value === "string") return <code>{value}</code>;
  if (isAmount(name)) return moneyText(value, currency);
  return name.endsWith("Ms") ? <Moment atMs={value} /> : value;
}

function Resolved({ cases }: { cases: MoneyCase[] }) {
  return (
    <section className="stack" aria-labelledby="resolved">
      <h2 id="resolved">Resolved</h2>
      <ul className="list">
        {cases.map(({ id, kind, amount, currency, resolvedMs, resolvedBy, resolution, reason }) => (
          <li key={id}>
            <span className="grow">
              <Link to="/money/cases/$caseId" params={{ caseId: id }} className="title">
                {caseWords(kind).title}: {moneyText(amount, currency)}
              </Link>{" "}
              {resolution} by {resolvedBy}: {reason}
            </span>
            <span className="muted small">
              <Moment atMs={resolvedMs ?? 0} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
