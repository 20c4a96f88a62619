import { useState } from "react";
import type { ManualEntry } from "../../../workers/billing/ledger/view.ts";
import { useMay } from "../shell/me.ts";
import { Moment } from "../ui/moment.tsx";
import { useToasts } from "../ui/toast.tsx";
import { amountText } from "./amount.ts";
import { ManualDialog } from "./manual-dialog.tsx";
import { useLedgerChange } from "./use-ledger-change.ts";

const STATUS = { asked: "waits for a second person", posted: "posted by", refused: "refused by" };

/** Entries made by hand: those that wait, with what they would post, and those that were decided. */
export function ManualEntries({ entries, currency }: { entries: readonly ManualEntry[]; currency: string }) {
  const [open, setOpen] = useState(false);
  const send = useLedgerChange();
  const toasts = useToasts();
  const may = useMay("billing:close");
  const decide = (id: string, agrees: boolean) =>
    send("POST", `manual/${id}`, { agrees }).catch((error) => toasts.sayFailure("Nothing was decided.", error));
  return (
    <section className="stack" aria-labelledby="manual">
      <div className="line-up apart">
        <h2 id="manual">Entries by hand</h2>
        <button type="button" className="button" disabled={!may} onClick={() => setOpen(true)}>
          New entry
        </button>
      </div>
      {entries.length === 0 && <p className="muted">None was made. What one person writes, another one posts.</p>}
      {entries.length > 0 && (
        <ul className="list">
          {entries.map((entry) => (
            <li key={entry.id} className="folds">
              <span className="grow">
                <strong>{entry.description}</strong>{" "}
                <span className="muted">
                  {entry.askedByName}, {STATUS[entry.status]} {entry.decidedByName}
                </span>
                <br />
                <span className="small">{entry.postings.map(postingText).join(" · ")}</span>
              </span>
              {entry.status === "asked" && (
                <span className="line-up">
                  <button type="button" className="button small" disabled={!may} onClick={() => decide(entry.id, true)}>
                    Post
                  </button>
                  <button
                    type="button"
                    className="button small"
                    disabled={!may}
                    onClick={() => decide(entry.id, false)}
                  >
                    Refuse
                  </button>
                </span>
              )}
              <Moment atMs={entry.askedMs} />
            </li>
          ))}
        </ul>
      )}
      {open && <ManualDialog currency={currency} onClose={() => setOpen(false)} />}
    </section>
  );
}

const postingText = ({ account, direction, amount, currency }: ManualEntry["postings"][number]): string =>
  `${direction === "debit" ? "Dr" : "Cr"} ${account} ${amountText(amount, currency)} ${currency}`;
