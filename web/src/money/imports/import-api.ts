import { queryOptions } from "@tanstack/react-query";
import type { ImportAsked, ImportBeginning } from "../../../../workers/billing/import/view.ts";
import type { JobView } from "../../../../workers/billing/job/view.ts";
import { conditionalFetch, ProblemError, read, request } from "../../api/request.ts";

export const IMPORTS = "/console/api/billing/imports";

/** Letters of a file's name that are sent. */
const NAME_CHARS_MAX = 120;

/** What an import is about. */
export const askedOf = (job: JobView): ImportAsked => job.input as unknown as ImportAsked; // as the server checked it

/** How an import's file begins, and what its columns probably are. */
export const beginningQuery = (id: string) =>
  queryOptions({
    queryKey: ["jobs", "beginning", id],
    queryFn: ({ signal }) => request<ImportBeginning>("GET", `${IMPORTS}/${id}/beginning`, undefined, signal),
  });

/** Uploads a file, packed on the way, as the import of that id, which there is once. */
export async function uploadCsv(id: string, file: File, system: string): Promise<void> {
  const body = await new Response(file.stream().pipeThrough(new CompressionStream("gzip"))).blob();
  const query = new URLSearchParams({ id, system, name: file.name.slice(0, NAME_CHARS_MAX) });
  const headers = { "content-type": "text/csv", "content-encoding": "gzip" };
  const sent = conditionalFetch(`${IMPORTS}/csv?${query}`, { method: "POST", body, headers });
  await read(sent).catch((error: unknown) => {
    // Nobody else knows the id: it was taken when this was sent before, and the answer got lost.
    if (!(error instanceof ProblemError && error.reason === "id-reused")) throw error;
  });
}
