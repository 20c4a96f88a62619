import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { ReportHead } from "../../../../workers/billing/ledger/view.ts";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";

interface ReportProps<View> {
  query: UseQueryOptions<View, Error, View, string[]>;
  what: string;
  children: (view: View) => ReactNode;
}

/** A report: waiting, failed, or drawn. */
export function Report<View>({ query, what, children }: ReportProps<View>) {
  const { data, isPending, error, refetch } = useQuery(query);
  if (data !== undefined) return children(data);
  if (isPending) return <SkeletonRows count={8} what={what.toLowerCase()} />;
  return <Failed what={what} error={error} retry={refetch} />;
}

/** At which rates a report took in other currencies, and what it leaves out for want of one. */
export function RateNote({ of: { currency, rates, missing } }: { of: ReportHead }) {
  return (
    <>
      {rates.length > 0 && (
        <p className="muted small">
          Each month at the rates with which it began; the last at{" "}
          {rates.map((rate) => `1 ${rate.currency} = ${shortRate(rate.rate)} ${currency}`).join(", ")}. What recurs is
          taken in at this month's rates throughout, so that only customers move it.
        </p>
      )}
      {missing.length > 0 && (
        <p className="notice warn">Without {missing.join(", ")}: there is no rate. Rates are under Settings.</p>
      )}
    </>
  );
}

/** A rate as people read it; all of its digits are under Settings. */
const shortRate = (rate: string): string =>
  Number(rate)
    .toPrecision(6)
    .replace(/\.?0+$/, "");
