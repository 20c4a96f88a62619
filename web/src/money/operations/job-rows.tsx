import { useInfiniteQuery } from "@tanstack/react-query";
import type { ComponentProps, ReactNode } from "react";
import type { JobRowView, JobView } from "../../../../workers/billing/job/view.ts";
import { LoadMore } from "../../ui/load-more.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Failed } from "../../ui/state.tsx";
import { numbers, Table } from "../../ui/table.tsx";
import { MoneyCell } from "../amount-cell.tsx";
import { readRows } from "./job-api.ts";
import { rowsIn } from "./job-words.ts";

const TITLES: Record<JobRowView["status"], string> = {
  waiting: "Waits",
  done: "Done",
  nothing: "Nothing to do",
  held: "Held",
  failed: "Not done",
  joined: "Joined",
};

interface JobRowsTableProps {
  job: JobView;
  statuses: JobRowView["status"][];
  empty: string;
  /** Where a kind of job says more of a row than its amount. */
  columns?: ComponentProps<typeof Table>["columns"];
  row?: (row: JobRowView) => ReactNode;
}

/** Rows of a job in some states, each with its reason and the way to its account. */
export function JobRowsTable({
  job,
  statuses,
  empty,
  columns = ["Customer", "State", "Why", numbers("Amount")],
  row = (one) => <Row key={one.no} row={one} />,
}: JobRowsTableProps) {
  const some = rowsIn(job.counts, statuses) > 0;
  const query = useInfiniteQuery({
    queryKey: ["jobs", "rows", job.id, statuses, job.status],
    queryFn: ({ pageParam, signal }) => readRows(job.id, statuses, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next,
    enabled: some,
  });
  // What the job counts none of is not looked for.
  if (!some) return <p className="muted">{empty}</p>;
  if (query.isPending) return <SkeletonRows count={4} what="rows" />;
  if (query.isError) return <Failed what="The rows" error={query.error} retry={query.refetch} />;
  const rows = query.data.pages.flatMap((page) => page.rows);
  return (
    <>
      <Table columns={columns}>{rows.map(row)}</Table>
      <LoadMore hasMore={query.hasNextPage} loading={query.isFetchingNextPage} load={query.fetchNextPage} />
    </>
  );
}

function Row({ row: { status, accountId, name, subject, action, detail, currency, amount } }: { row: JobRowView }) {
  const title = name || subject;
  return (
    <tr>
      <td data-label="Customer">
        {accountId === null ? title : <a href={`/customers/${encodeURIComponent(accountId)}`}>{title}</a>}
      </td>
      <td data-label="State">
        <span className={`badge ${status === "failed" ? "bad" : status === "held" ? "warn" : ""}`}>
          {action || TITLES[status]}
        </span>
      </td>
      <td data-label="Why">{detail || "–"}</td>
      <MoneyCell label="Amount" amount={amount} currency={currency || "EUR"} />
    </tr>
  );
}
