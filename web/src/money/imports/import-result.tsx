import type { JobRowView, JobView } from "../../../../workers/billing/job/view.ts";
import { numbers } from "../../ui/table.tsx";
import { whole } from "../../words/number.ts";
import { AmountCell } from "../amount-cell.tsx";
import { JobRowsTable } from "../operations/job-rows.tsx";
import { IMPORTS } from "./import-api.ts";
import { countsOf, figureLines } from "./import-words.ts";

/** What of an import is looked at. */
export const SHOWN = ["taken", "unchanged", "refused"] as const;
export type Shown = (typeof SHOWN)[number];

const STATUSES: Record<Shown, JobRowView["status"][]> = {
  taken: ["waiting", "done"],
  unchanged: ["nothing"],
  refused: ["failed"],
};

interface ImportResultProps {
  job: JobView;
  shown: Shown;
  show: (shown: Shown) => void;
}

/** What an import would do, or did: counts, sums by currency, and each account with its reason. */
export function ImportResult({ job, shown, show }: ImportResultProps) {
  const { created, changed, unchanged, refused, catalogue } = countsOf(job);
  const titles: Record<Shown, string> = {
    taken: `${whole(created)} new, ${whole(changed)} changed`,
    unchanged: `${whole(unchanged)} unchanged`,
    refused: `${whole(refused)} refused${catalogue > 0 ? ` · ${whole(catalogue)} of the catalogue left out` : ""}`,
  };
  return (
    <section className="stack" aria-label="Accounts">
      {figureLines(job.figures).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div className="line-up">
        {SHOWN.map((one) => (
          <button
            key={one}
            type="button"
            className={one === shown ? "chip chosen" : "chip"}
            aria-pressed={one === shown}
            onClick={() => show(one)}
          >
            {titles[one]}
          </button>
        ))}
        {refused + catalogue > 0 && (
          <a className="button" href={`${IMPORTS}/${job.id}/errors.csv`} download>
            Download what was refused
          </a>
        )}
      </div>
      <JobRowsTable
        job={job}
        statuses={STATUSES[shown]}
        empty="None."
        columns={["Customer", "What", "Why", numbers("Monthly"), numbers("Balance"), numbers("Open")]}
        row={(row) => <Row key={row.no} row={row} />}
      />
    </section>
  );
}

const WHAT: Record<string, string> = { create: "New", change: "Changed" };

function Row({ row }: { row: JobRowView }) {
  const { accountId, name, subject, status, action, detail, figures } = row;
  const title = name === "" || subject === "" ? name || subject : `${name} (${subject})`;
  const currency = row.currency || "EUR";
  return (
    <tr>
      <td data-label="Customer">
        {accountId === null ? title || "–" : <a href={`/customers/${encodeURIComponent(accountId)}`}>{title}</a>}
      </td>
      <td data-label="What">
        <span className={status === "failed" ? "badge bad" : "badge"}>
          {action === "catalogue" ? "Left out" : status === "failed" ? "Refused" : (WHAT[action] ?? "Unchanged")}
        </span>
      </td>
      <td data-label="Why">{detail || "–"}</td>
      <AmountCell label="Monthly" amount={figures?.monthly ?? 0} currency={currency} />
      <AmountCell label="Balance" amount={figures?.balance ?? 0} currency={currency} />
      <AmountCell label="Open" amount={figures?.open ?? 0} currency={currency} />
    </tr>
  );
}
