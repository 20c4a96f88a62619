import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { NumberCell, numbers } from "../../ui/table.tsx";
import { JobsTab } from "../operations/jobs-tab.tsx";
import { ImportDialog } from "./import-dialog.tsx";
import { countsOf, figureLines } from "./import-words.ts";
import { StripeDialog } from "./stripe-dialog.tsx";

/** Bulk imports: what was taken over from elsewhere, when and by whom. */
export function ImportsPage() {
  const [starts, setStarts] = useState<"csv" | "stripe" | null>(null);
  return (
    <JobsTab
      kind="import"
      one="Import"
      many="imports"
      sentence="Accounts from other systems, with all they bring along."
      ifMay="Nothing is written before you have seen what it would be."
      otherwise="Whoever has the role finance imports them."
      buttons={(may) => (
        <>
          <button type="button" className="button" disabled={!may} onClick={() => setStarts("stripe")}>
            Import from Stripe
          </button>
          <button type="button" className="button primary" disabled={!may} onClick={() => setStarts("csv")}>
            Import accounts
          </button>
        </>
      )}
      empty="Upload a CSV file, or read a Stripe account: the check shows what would be created, changed and refused."
      columns={[numbers("Accounts"), numbers("Refused"), "Brings"]}
      cells={(job) => {
        const { accounts, refused } = countsOf(job);
        return (
          <>
            <NumberCell label="Accounts" amount={accounts} />
            <NumberCell label="Refused" amount={refused} />
            <td data-label="Brings">{figureLines(job.figures).join("; ") || "–"}</td>
          </>
        );
      }}
      link={({ id, title }) => (
        <Link to="/money/imports/$jobId" params={{ jobId: id }}>
          {title}
        </Link>
      )}
    >
      {starts === "csv" && <ImportDialog onClose={() => setStarts(null)} />}
      {starts === "stripe" && <StripeDialog onClose={() => setStarts(null)} />}
    </JobsTab>
  );
}
