import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { NumberCell, numbers } from "../../ui/table.tsx";
import { whole } from "../../words/number.ts";
import { moneyText } from "../amount.ts";
import { rowsIn, UNDONE } from "./job-words.ts";
import { JobsTab } from "./jobs-tab.tsx";
import { RunDialog } from "./run-dialog.tsx";

/** Bulk invoice runs: what was billed at once, when and by whom. */
export function RunsPage() {
  const [starts, setStarts] = useState(false);
  return (
    <JobsTab
      kind="invoice-run"
      one="Run"
      many="runs"
      sentence="Accounts bill themselves when something is due."
      ifMay="A run catches up with whatever is left, and proves that nothing is."
      otherwise="Whoever has the role finance catches up with what is left."
      buttons={(may) => (
        <button type="button" className="button primary" disabled={!may} onClick={() => setStarts(true)}>
          Start a run
        </button>
      )}
      empty="A dry run shows what is due, and what it comes to, without billing anything."
      columns={[numbers("Accounts"), numbers("Not done"), numbers("Sum")]}
      cells={({ counts, sums }) => (
        <>
          <td className="number" data-label="Accounts">
            {whole(rowsIn(counts, ["waiting", "done", "nothing", "held", "failed"]))}
          </td>
          <NumberCell label="Not done" amount={rowsIn(counts, UNDONE)} />
          <td className="number" data-label="Sum">
            {sums.map(({ currency, amount }) => moneyText(amount, currency)).join(" · ") || "–"}
          </td>
        </>
      )}
      link={({ id, title }) => (
        <Link to="/money/runs/$jobId" params={{ jobId: id }}>
          {title}
        </Link>
      )}
    >
      {starts && <RunDialog onClose={() => setStarts(false)} />}
    </JobsTab>
  );
}
