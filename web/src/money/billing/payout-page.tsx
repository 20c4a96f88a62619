import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { PayoutDetail } from "../../../../workers/billing/payment/view.ts";
import { Page } from "../../shell/page.tsx";
import { LoadMore } from "../../ui/load-more.tsx";
import { Day } from "../../ui/moment.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { NumberCell, numbers, Table } from "../../ui/table.tsx";
import { moneyText } from "../amount.ts";
import { AmountCell } from "../amount-cell.tsx";
import { movementTitle } from "../operations/case-words.ts";
import { MovementRows } from "./movement-rows.tsx";
import { payoutQuery } from "./payment-api.ts";
import { payoutState } from "./payment-words.ts";
import "../../styles/money.css";

/** One payout: what it sums up to by kind, and each of its movements with what the books know it as. */
export function PayoutPage() {
  const { gateway, payoutId } = useParams({ from: "/shell/money/payouts/$gateway/$payoutId" });
  const query = useInfiniteQuery(payoutQuery(gateway, payoutId));
  const first = query.data?.pages[0];
  return (
    <Page
      title={first ? `Payout of ${moneyText(first.payout.amount, first.payout.currency)}` : "Payout"}
      above={
        <Link to="/money/payouts" className="plain">
          Payouts
        </Link>
      }
      sentence={first ? <Sentence detail={first} /> : query.isPending && "Reading the payout"}
    >
      {query.isPending && <SkeletonRows count={10} what="the payout" />}
      {query.isError && !first && <Failed what="This payout" error={query.error} retry={query.refetch} />}
      {first && (
        <div className="stack wide">
          <Sums detail={first} />
          <section className="stack" aria-labelledby="movements">
            <h2 id="movements">Movements</h2>
            <MovementRows rows={query.data?.pages.flatMap(({ movements }) => movements) ?? []} />
            <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
          </section>
        </div>
      )}
    </Page>
  );
}

function Sentence({ detail: { payout } }: { detail: PayoutDetail }) {
  const { id, gateway, status, unmatched, currency, arrivalMs, postedMs } = payout;
  const { title, tone } = payoutState(payout);
  return (
    <>
      <span className={`badge ${tone}`}>{title}</span> <code>{id}</code> of {gateway},{" "}
      {status === "failed" ? "was to be at the bank" : "at the bank"} <Day atMs={arrivalMs} />
      {postedMs === null ? ", not posted yet" : ", posted"}
      {unmatched !== 0 && `; the books do not know of ${moneyText(unmatched, currency)}`}
    </>
  );
}

/** Kinds and their sums; what they come to must be what was paid out. */
function Sums({ detail: { payout, sums, ownCase } }: { detail: PayoutDetail }) {
  const { currency, amount } = payout;
  const total = (of: "amount" | "fee" | "net" | "unmatched") => sums.reduce((sum, each) => sum + each[of], 0);
  const count = sums.reduce((sum, each) => sum + each.count, 0);
  const difference = amount - total("net");
  const cells = (each: { count: number; amount: number; fee: number; net: number; unmatched: number }) => (
    <>
      <NumberCell label="Movements" amount={each.count} />
      <AmountCell label="Amount" amount={each.amount} currency={currency} />
      <AmountCell label="Fee" amount={each.fee} currency={currency} />
      <AmountCell label="Net" amount={each.net} currency={currency} />
      <AmountCell label="Unmatched" amount={each.unmatched} currency={currency} />
    </>
  );
  return (
    <section className="stack" aria-labelledby="sums">
      <h2 id="sums">What it is made of</h2>
      <Table
        columns={[
          `In ${currency}`,
          ...["Movements", "Amount", "Fee", "Net", "Unmatched"].map((title) => numbers(title)),
        ]}
        foot={
          <tr>
            <th scope="row">Sum</th>
            {cells({
              count,
              amount: total("amount"),
              fee: total("fee"),
              net: total("net"),
              unmatched: total("unmatched"),
            })}
          </tr>
        }
      >
        {sums.map((each) => (
          <tr key={each.kind}>
            <th scope="row">{movementTitle(each.kind)}</th>
            {cells(each)}
          </tr>
        ))}
      </Table>
      <p className={difference === 0 ? "muted" : "notice warn"}>
        {difference === 0
          ? `The net of all movements is what was paid out: ${moneyText(amount, currency)}.`
          : `The movements come to ${moneyText(total("net"), currency)}, ${moneyText(difference, currency)} away from what was paid out.`}{" "}
        {ownCase && (
          <Link to="/money/cases/$caseId" params={{ caseId: ownCase.id }}>
            {ownCase.resolvedMs === null ? "It is an open case." : "Its case is resolved."}
          </Link>
        )}
      </p>
    </section>
  );
}
