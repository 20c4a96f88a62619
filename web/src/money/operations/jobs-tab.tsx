import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { JobView } from "../../../../workers/billing/job/view.ts";
import { useMay } from "../../shell/me.ts";
import { Moment } from "../../ui/moment.tsx";
import { SkeletonRows } from "../../ui/skeleton.tsx";
import { Empty, Failed } from "../../ui/state.tsx";
import { Table, type TableColumn } from "../../ui/table.tsx";
import { TabHead } from "../tab-head.tsx";
import { jobsQuery } from "./job-api.ts";
import { JOB_STATUS } from "./job-words.ts";

interface JobsTabProps {
  kind: JobView["kind"];
  /** One of them, and many. */
  one: string;
  many: string;
  /** What they are for; then what follows for who may start one, and for who may not. */
  sentence: string;
  ifMay: string;
  otherwise: string;
  /** What starts one. */
  buttons: (may: boolean) => ReactNode;
  /** What is said while there is none. */
  empty: string;
  /** What stands between a job's state and its start. */
  columns: readonly TableColumn[];
  cells: (job: JobView) => ReactNode;
  /** The link to one. */
  link: (job: JobView) => ReactNode;
  /** The dialogs. */
  children: ReactNode;
}

/** A tab that lists what was done in bulk: what, how far it is, when and by whom it was begun. */
export function JobsTab(props: JobsTabProps) {
  const { kind, one, many, sentence, ifMay, otherwise, buttons, empty, columns, cells, link, children } = props;
  const query = useQuery(jobsQuery(kind));
  const may = useMay("billing:bulk");
  if (query.isPending) return <SkeletonRows count={6} what={many} />;
  if (query.isError) return <Failed what={`The ${many}`} error={query.error} retry={query.refetch} />;
  const { jobs } = query.data;
  return (
    <div className="stack wide">
      <TabHead sentence={`${sentence} ${may ? ifMay : otherwise}`}>{buttons(may)}</TabHead>
      {jobs.length === 0 ? (
        <Empty icon="money" title={`No ${one.toLowerCase()} yet`}>
          <p>{empty}</p>
        </Empty>
      ) : (
        <Table columns={[one, "State", ...columns, "Started"]}>
          {jobs.map((job) => (
            <tr key={job.id}>
              <td data-label={one}>{link(job)}</td>
              <td data-label="State">
                <span className={`badge ${JOB_STATUS[job.status].tone}`}>{JOB_STATUS[job.status].title}</span>
              </td>
              {cells(job)}
              <td data-label="Started">
                <span>
                  <Moment atMs={job.createdMs} /> <span className="muted small">{job.creatorName}</span>
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {children}
    </div>
  );
}
