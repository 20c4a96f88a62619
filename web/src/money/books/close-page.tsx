import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { CloseView, LedgerState } from "../../../../workers/billing/ledger/view.ts";
import { useMay } from "../../shell/me.ts";
import { Confirm } from "../../ui/confirm.tsx";
import { Moment } from "../../ui/moment.tsx";
import { SendButton, useSend } from "../../ui/send-button.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { counted } from "../../words/number.ts";
import { moneyText } from "../amount.ts";
import { EntitySelect } from "../entity-select.tsx";
import type { MoneySearch } from "../money-search.ts";
import { Report } from "../reports/report.tsx";
import { useAsked } from "../reports/use-asked.ts";
import { Exports } from "./exports.tsx";
import { GeneralLedger } from "./general-ledger.tsx";
import { closeQuery } from "./ledger-api.ts";
import { ManualEntries } from "./manual-entries.tsx";
import { monthAfter, monthTitle } from "./month-words.ts";
import { ReopenDialog } from "./reopen-dialog.tsx";
import { useLedgerChange } from "./use-ledger-change.ts";

/** Closing months, what waits for a second person, the nightly check, and the books as files. */
export function ClosePage() {
  const { state, error, retry, change } = useAsked();
  const search: MoneySearch = useSearch({ from: "/shell/money" });
  if (error && !state) return <Failed what="The books" error={error} retry={retry} />;
  if (!state) return <SkeletonRows count={6} what="the books" />;
  const entity = search.entity ?? state.entities[0]?.id ?? "";
  return (
    <div className="stack wide">
      <EntitySelect entities={state.entities} value={entity} change={(next) => change({ entity: next })} />
      <Report query={closeQuery(entity)} what="The state of the books">
        {(view) => (
          <div className="stack">
            <Months entity={entity} view={view} state={state} />
            <ManualEntries entity={entity} entries={view.manual} currency={state.currencies[0] ?? "EUR"} />
            <Exports entity={entity} state={state} />
            <GeneralLedger queue={view.generalLedger} />
            <Check view={view} />
            <Events view={view} />
          </div>
        )}
      </Report>
    </div>
  );
}

function Months({ entity, view, state }: { entity: string; view: CloseView; state: LedgerState }) {
  const [dialog, setDialog] = useState<"close" | "reopen" | null>(null);
  const send = useLedgerChange();
  const may = useMay("billing:close");
  const next = view.openMonth ?? view.firstMonth;
  const last = view.openMonth === null ? null : monthAfter(view.openMonth, -1);
  const over = next !== null && next < state.thisMonth;
  const late = over && view.behind > 0 && `${postersOf(view.behind)} still to post what is of ${monthTitle(next)}`;
  return (
    <section className="stack" aria-labelledby="months">
      <h2 id="months">Months</h2>
      <p>
        {last ? `${monthTitle(last)} and all before it are closed.` : "No month is closed yet."}{" "}
        {next && (over ? `${monthTitle(next)} is over and can be closed.` : `${monthTitle(next)} is not over yet.`)}
      </p>
      {view.clearing.length > 0 && (
        <p className="notice warn">
          Money is still on its way:{" "}
          {view.clearing.map(({ name, amount, currency }) => `${name} ${moneyText(amount, currency)}`).join("; ")}.
        </p>
      )}
      {late && <p className="notice warn">{late}.</p>}
      <div className="line-up">
        {next && (
          <button type="button" className="button primary" disabled={!over || !may} onClick={() => setDialog("close")}>
            Close {monthTitle(next)}
          </button>
        )}
        {last && (
          <button type="button" className="button" disabled={!may} onClick={() => setDialog("reopen")}>
            Ask to reopen {monthTitle(last)}
          </button>
        )}
      </div>
      {!may && <p className="muted small">Whoever has the role finance closes months.</p>}
      {dialog === "close" && next && (
        <Confirm
          title={`Close ${monthTitle(next)}`}
          verb={`Close ${monthTitle(next)}`}
          act={() => send("POST", "close", { entity, month: next, anyway: view.behind > 0 })}
          onClose={() => setDialog(null)}
        >
          {late && (
            <p className="notice warn">
              {late}, its revenue among it: closed now, that counts in {monthTitle(monthAfter(next, 1))}.
            </p>
          )}
          <p>
            Its figures stay as they are. Whatever comes for it later counts in {monthTitle(monthAfter(next, 1))} as a
            correction, with the day on which it happened. Opening it again takes two people.
          </p>
        </Confirm>
      )}
      {dialog === "reopen" && last && <ReopenDialog entity={entity} month={last} onClose={() => setDialog(null)} />}
    </section>
  );
}

const postersOf = (accounts: number): string => `${counted(accounts, "account")} ${accounts === 1 ? "has" : "have"}`;

function Check({ view: { check } }: { view: CloseView }) {
  const send = useLedgerChange();
  const may = useMay("billing:operate");
  const compare = useSend(() => send("POST", "check", {}), "The books were not compared.");
  return (
    <section className="stack" aria-labelledby="check">
      <h2 id="check">Comparison with the accounts</h2>
      <p>
        {check.state === null ? (
          "Each night the books are compared with every account's own."
        ) : (
          <>
            Compared with {counted(check.state.accounts, "account")},{" "}
            <Moment atMs={check.state.finishedMs ?? check.state.startedMs} />
            {check.differences.length === 0 && ": they agree"}.
          </>
        )}
      </p>
      {check.differences.length > 0 && (
        <ul className="list">
          {check.differences.map(({ subject, detail, foundMs }) => (
            <li key={subject}>
              <span className="grow">
                <strong>{subject}</strong> {detail}
              </span>
              <span className="muted small">
                <Moment atMs={foundMs} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <div>
        <SendButton by={compare} wish={undefined} disabled={!may}>
          Compare now
        </SendButton>
      </div>
    </section>
  );
}

function Events({ view: { events } }: { view: CloseView }) {
  const send = useLedgerChange();
  const decide = useSend(
    ({ id, agrees }: { id: string; agrees: boolean }) => send("POST", `reopenings/${id}`, { agrees }),
    "Nothing was decided.",
  );
  if (events.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="closings">
      <h2 id="closings">What was closed and reopened</h2>
      <ul className="list">
        {events.map(({ id, month, kind, status, reason, askedByName, askedMs, decidedByName }) => (
          <li key={id}>
            <span className="grow">
              <strong>{monthTitle(month)}</strong>{" "}
              {kind === "close" ? `closed by ${askedByName}` : `${askedByName} asked to reopen it: ${reason}`}
              {status === "refused" && ` · refused by ${decidedByName}`}
              {kind === "reopen" && status === "done" && ` · agreed by ${decidedByName}`}
            </span>
            {status === "asked" && (
              <span className="line-up">
                <SendButton by={decide} wish={{ id, agrees: true }} className="button small">
                  Reopen
                </SendButton>
                <SendButton by={decide} wish={{ id, agrees: false }} className="button small">
                  Refuse
                </SendButton>
              </span>
            )}
            <span className="muted small">
              <Moment atMs={askedMs} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
