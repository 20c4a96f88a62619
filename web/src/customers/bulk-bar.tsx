import { useState } from "react";
import type { AccountRow } from "../../../workers/billing/account/view.ts";
import { save } from "../chart/save.ts";
import { useMay } from "../shell/me.ts";
import { Icon } from "../ui/icon.tsx";
import { counted } from "../words/number.ts";
import { BulkReviewDialog, BulkTagsDialog } from "./bulk-dialog.tsx";
import { customersCsv } from "./customers-csv.ts";

/** What can be done with the chosen accounts; stays in sight at the list's foot while there are any. */
export default function BulkBar({ chosen, all, clear }: { chosen: AccountRow[]; all: () => void; clear: () => void }) {
  const [open, setOpen] = useState<"tags" | "review" | null>(null);
  const mayWrite = useMay("billing:write");
  const mayComp = useMay("billing:comp");
  const close = () => {
    setOpen(null);
    clear();
  };
  return (
    <>
      <div className="bulk-bar" role="toolbar" aria-label="Chosen customers">
        <span className="bulk-count" role="status">
          {counted(chosen.length, "customer")}
        </span>
        {mayWrite && (
          <button type="button" className="button" onClick={() => setOpen("tags")}>
            Tag
          </button>
        )}
        {mayComp && (
          <button
            type="button"
            className="button"
            disabled={!chosen.some(({ comped }) => comped)}
            onClick={() => setOpen("review")}
          >
            Review comps
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => save("customers.csv", new Blob([customersCsv(chosen)], { type: "text/csv" }))}
        >
          Export CSV
        </button>
        <button type="button" className="button wide-only" onClick={all}>
          All of the page
        </button>
        <button type="button" className="button quiet icon" aria-label="Clear the selection" onClick={clear}>
          <Icon name="cross" />
        </button>
      </div>
      {open === "tags" && <BulkTagsDialog accounts={chosen} onClose={close} />}
      {open === "review" && <BulkReviewDialog accounts={chosen} onClose={close} />}
    </>
  );
}
