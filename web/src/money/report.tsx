import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";

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

/** What a converted report leaves out. */
export function MissingRates({ missing }: { missing: readonly string[] }) {
  if (missing.length === 0) return null;
  return <p className="notice warn">Without {missing.join(", ")}: there is no rate. Rates are under Settings.</p>;
}
