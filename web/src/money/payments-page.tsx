import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { PaymentRow, PaymentsView } from "../../../workers/billing/payment/view.ts";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { useMay } from "../shell/me.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { ACTIONS, numbers, Table } from "../ui/table.tsx";
import { counted } from "../words/number.ts";
import { moneyText } from "./amount.ts";
import { AmountCell } from "./amount-cell.tsx";
import { AskNow } from "./ask-now.tsx";
import { readPayments } from "./payment-api.ts";
import { statusOf } from "./payment-words.ts";
import { TransferDialog } from "./transfer-dialog.tsx";

/** Payments of all customers, the ones whose end nobody knows first. */
export function PaymentsPage() {
  const query = useInfiniteQuery({
    queryKey: ["payments", "list"],
    queryFn: ({ pageParam, signal }) => readPayments(pageParam, signal),
    initialPageParam: null as PaymentsView["next"], // the literal alone would narrow every later place to null
    getNextPageParam: (last) => last.next,
  });
  const frame = useRowKeys<HTMLDivElement>();
  const [first] = query.data?.pages ?? [];
  if (query.isPending) return <SkeletonRows count={8} what="payments" />;
  if (!first) return <Failed what="The payments" error={query.error} retry={query.refetch} />;
  const payments = query.data?.pages.flatMap((page) => page.payments) ?? [];
  return (
    <div className="stack wide" ref={frame}>
      <Head view={first} />
      {first.unknown.length > 0 && (
        <section className="stack" aria-labelledby="unknown">
          <h2 id="unknown">Nobody knows yet whether these were paid</h2>
          <p className="muted">
            The gateway is asked after 5 minutes, an hour and on each of five days. Nothing else is charged for the
            invoice meanwhile.
          </p>
          <Payments rows={first.unknown} ask />
        </section>
      )}
      <section className="stack" aria-labelledby="all">
        <h2 id="all">Payments</h2>
        {payments.length === 0 ? (
          <Empty icon="money" title="No payment yet">
            <p>The first invoice that is collected shows here, and each of its attempts.</p>
          </Empty>
        ) : (
          <Payments rows={payments} />
        )}
        <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
      </section>
    </div>
  );
}

function Head({ view }: { view: PaymentsView }) {
  const [records, setRecords] = useState(false);
  const mayRecord = useMay("billing:close");
  return (
    <div className="line-up">
      <p className="grow">
        {view.gateways.length === 0 ? "No gateway is set up." : `Paid by ${view.gateways.join(" and ")}.`}{" "}
        {view.openCases > 0 && <Link to="/money/cases">{counted(view.openCases, "case is", "cases are")} open.</Link>}
      </p>
      {mayRecord && (
        <button type="button" className="button" onClick={() => setRecords(true)}>
          Record a transfer
        </button>
      )}
      {records && <TransferDialog onClose={() => setRecords(false)} />}
    </div>
  );
}

function Payments({ rows, ask = false }: { rows: PaymentRow[]; ask?: boolean }) {
  const columns = ["Customer", "State", numbers("Amount"), numbers("Fee"), numbers("Refunded"), "When"];
  return (
    <Table columns={ask ? [...columns, ACTIONS] : columns}>
      {rows.map((row) => (
        <Payment key={row.id} row={row} ask={ask} />
      ))}
    </Table>
  );
}

function Payment({ row, ask }: { row: PaymentRow; ask: boolean }) {
  const {
    id,
    accountId,
    accountName,
    status,
    failure,
    amount,
    currency,
    fee,
    refunded,
    disputed,
    createdMs,
    settledMs,
    inquiries,
  } = row;
  const { title, tone } = statusOf(status);
  return (
    <tr>
      <td data-label="Customer">
        <Link to="/customers/$accountId" params={{ accountId }}>
          {accountName ?? accountId}
        </Link>
      </td>
      <td data-label="State">
        <span className={`badge ${tone}`}>{title}</span>
        {failure && <span className="muted small"> {failure.replaceAll("_", " ")}</span>}
        {status === "unknown" && <span className="muted small"> asked {counted(inquiries, "time")}</span>}
        {disputed > 0 && <span className="badge bad">Disputed {moneyText(disputed, currency)}</span>}
      </td>
      <td className="number money" data-label="Amount">
        <Link to="/money/payments/$paymentId" params={{ paymentId: id }} className="title">
          {moneyText(amount, currency)}
        </Link>
      </td>
      <AmountCell label="Fee" amount={fee} currency={currency} />
      <AmountCell label="Refunded" amount={refunded} currency={currency} />
      <td data-label="When">
        <Moment atMs={settledMs ?? createdMs} />
      </td>
      {ask && (
        <td>
          <AskNow accountId={accountId} paymentId={id} />
        </td>
      )}
    </tr>
  );
}
