import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { JobRows, JobRowView, JobView } from "../../../../workers/billing/job/view.ts";
import { post, request } from "../../api/request.ts";
import { useSendKey } from "../../api/send-key.ts";
import { useMay } from "../../shell/me.ts";

const BASE = "/console/api/billing";

/** How long a page waits before it asks again about a job that somebody else carries on, or that rests. */
const ASK_AGAIN_MS = 1_000;
/** The same for the list of all. */
const LIST_AGAIN_MS = 3_000;

export const jobsQuery = (kind: JobView["kind"]) =>
  queryOptions({
    queryKey: ["jobs", kind],
    queryFn: ({ signal }) => request<{ jobs: JobView[] }>("GET", `${BASE}/jobs?kind=${kind}`, undefined, signal),
    // A list of what runs moves on as it does.
    refetchInterval: ({ state }) =>
      state.data?.jobs.some(({ status }) => status === "running") ? LIST_AGAIN_MS : false,
  });

const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ["jobs", "one", id],
    queryFn: ({ signal }) => request<JobView>("GET", `${BASE}/jobs/${id}`, undefined, signal),
  });

/** A page of a job's rows in some states, after a row. */
export const readRows = (id: string, statuses: readonly JobRowView["status"][], after: number, signal: AbortSignal) =>
  request<JobRows>("GET", `${BASE}/jobs/${id}/rows?status=${statuses.join(",")}&after=${after}`, undefined, signal);

/** Changes jobs, once by its key, and reads all of them again. Gives the answer. */
export function useJobChange() {
  const client = useQueryClient();
  const keyOf = useSendKey();
  return async <Answer>(path: string, body: unknown = {}): Promise<Answer> => {
    const answer = await post<Answer>(`${BASE}/${path}`, body, keyOf(path, body));
    await client.invalidateQueries({ queryKey: ["jobs"] });
    return answer;
  };
}

/**
 * A job as it is now. While it runs the page carries it on, where its reader may; else the cron does, and the page looks.
 * `elsewhere` says that another page or the server has it, or had it until it was cut off.
 */
export function useJob(id: string) {
  const client = useQueryClient();
  const query = useQuery(jobQuery(id));
  const may = useMay("billing:bulk");
  const running = query.data?.status === "running";
  const [elsewhere, setElsewhere] = useState(false);
  useEffect(() => {
    if (!running) return;
    const stop = new AbortController();
    const carryOn = async () => {
      while (!stop.signal.aborted) {
        const path = `${BASE}/jobs/${id}`;
        const job = may
          ? await request<JobView>("POST", `${path}/drive`, {}, stop.signal)
          : await request<JobView>("GET", path, undefined, stop.signal);
        client.setQueryData(jobQuery(id).queryKey, job);
        setElsewhere(job.carried && job.detail === "" && job.status === "running");
        if (job.status !== "running") break;
        if (!may || job.carried || job.detail !== "") await new Promise((done) => setTimeout(done, ASK_AGAIN_MS));
      }
      if (!stop.signal.aborted) await client.invalidateQueries({ queryKey: ["jobs"] });
    };
    // What fails is asked again when the page is; the job goes on without it.
    carryOn().catch(() => {});
    return () => stop.abort();
  }, [running, may, id, client]);
  return { ...query, elsewhere };
}
