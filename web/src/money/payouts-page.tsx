import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { PayoutRow } from "../../../workers/billing/payment/view.ts";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { useMay } from "../shell/me.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { numbers, Table } from "../ui/table.tsx";
import { useToasts } from "../ui/toast.tsx";
import { whole } from "../words/number.ts";
import { moneyText } from "./amount.ts";
import { AmountCell } from "./amount-cell.tsx";
import { payoutsQuery, usePaymentChange } from "./payment-api.ts";
import { payoutState } from "./payment-words.ts";
import { TabHead } from "./tab-head.tsx";

/** What gateways paid out, the newest first, and whether the books agree with it. */
export function PayoutsPage() {
  const query = useInfiniteQuery(payoutsQuery);
  const rows = query.data?.pages.flatMap(({ payouts }) => payouts);
  return (
    <div className="stack wide">
      <TabHead sentence="What gateways paid out, compared with the books every hour, movement by movement.">
        <CompareNow />
      </TabHead>
      {query.isPending && <SkeletonRows count={8} what="payouts" />}
      {query.isError && !rows && <Failed what="The payouts" error={query.error} retry={query.refetch} />}
      {rows?.length === 0 && (
        <Empty icon="money" title="No payout yet">
          <p>The first money that a gateway sends to the bank shows here, and what it is made of.</p>
        </Empty>
      )}
      {rows && rows.length > 0 && <Payouts rows={rows} />}
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
    </div>
  );
}

function CompareNow() {
  const send = usePaymentChange();
  const toasts = useToasts();
  const may = useMay("billing:operate");
  const [runs, setRuns] = useState(false);
  const compare = async () => {
    setRuns(true);
    await send("reconcile", {}).catch((error) => toasts.sayFailure("The payouts were not compared.", error));
    setRuns(false);
  };
  return (
    <button type="button" className="button" disabled={!may || runs} onClick={compare}>
      Compare payouts now
    </button>
  );
}

function Payouts({ rows }: { rows: readonly PayoutRow[] }) {
  const frame = useRowKeys<HTMLDivElement>();
  return (
    <div ref={frame}>
      <Table
        columns={["Payout", "State", numbers("Movements"), numbers("Amount"), numbers("Unmatched"), "At the bank"]}
      >
        {rows.map((row) => (
          <Payout key={`${row.gateway} ${row.id}`} row={row} />
        ))}
      </Table>
    </div>
  );
}

function Payout({ row }: { row: PayoutRow }) {
  const { gateway, id, amount, currency, status, movements, unmatched, postedMs, arrivalMs } = row;
  const { title, tone } = payoutState(row);
  return (
    <tr>
      <td data-label="Payout">
        <span>
          <Link to="/money/payouts/$gateway/$payoutId" params={{ gateway, payoutId: id }} className="title">
            <code>{id}</code>
          </Link>{" "}
          <span className="muted">{gateway}</span>
        </span>
      </td>
      <td data-label="State">
        <span className={`badge ${tone}`}>{title}</span>
        {status === "paid" && postedMs === null && <span className="muted small"> not posted yet</span>}
      </td>
      <td className="number" data-label="Movements">
        {whole(movements)}
      </td>
      <td className="number money" data-label="Amount">
        {moneyText(amount, currency)}
      </td>
      <AmountCell label="Unmatched" amount={unmatched} currency={currency} />
      <td data-label="At the bank">
        <Moment atMs={arrivalMs} />
      </td>
    </tr>
  );
}
