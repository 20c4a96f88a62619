import { useState } from "react";
import type { ManualEntry } from "../../../../workers/billing/ledger/view.ts";
import { useMay } from "../../shell/me.ts";
import { Moment } from "../../ui/moment.tsx";
import { SendButton, useSend } from "../../ui/send-button.tsx";
import { amountText } from "../amount.ts";
import { ManualDialog } from "./manual-dialog.tsx";
import { ReverseDialog } from "./reverse-dialog.tsx";
import { SettleDialog } from "./settle-dialog.tsx";
import { useLedgerChange } from "./use-ledger-change.ts";

const STATUS = {
  asked: "waits for a second person",
  pending: "expected; agreed by",
  posted: "posted by",
  refused: "refused by",
  voided: "given up by",
  expired: "did not come in time; agreed by",
};

interface ManualEntriesProps {
  /** Whose books. */
  entity: string;
  entries: readonly ManualEntry[];
  currency: string;
}

/** Entries made by hand: those that wait, with what they would post, what is expected, and those that were decided. */
export function ManualEntries({ entity, entries, currency }: ManualEntriesProps) {
  const [open, setOpen] = useState(false);
  const [settled, setSettled] = useState<ManualEntry | null>(null);
  const [reversed, setReversed] = useState<ManualEntry | null>(null);
  const send = useLedgerChange();
  const may = useMay("billing:close");
  const decide = useSend(
    ({ id, agrees }: { id: string; agrees: boolean }) => send("POST", `manual/${id}`, { agrees }),
    "Nothing was decided.",
  );
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
                  {entry.askedByName}, {STATUS[entry.status]} {entry.settledByName || entry.decidedByName}
                  {reversalText(entry, entries)}
                </span>
                <br />
                <span className="small">{entry.postings.map(postingText).join(" · ")}</span>
              </span>
              {entry.status === "asked" && (
                <span className="line-up">
                  {[true, false].map((agrees) => (
                    <SendButton
                      key={`${agrees}`}
                      by={decide}
                      wish={{ id: entry.id, agrees }}
                      className="button small"
                      disabled={!may}
                    >
                      {agrees ? (entry.expiresMs === null ? "Post" : "Expect") : "Refuse"}
                    </SendButton>
                  ))}
                </span>
              )}
              {entry.status === "pending" && (
                <span className="line-up">
                  <button type="button" className="button small" disabled={!may} onClick={() => setSettled(entry)}>
                    It came, or does not
                  </button>
                </span>
              )}
              {isReversible(entry) && (
                <span className="line-up">
                  <button type="button" className="button small" disabled={!may} onClick={() => setReversed(entry)}>
                    Reverse
                  </button>
                </span>
              )}
              <span className="muted small">
                <Moment atMs={entry.askedMs} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {open && <ManualDialog entity={entity} currency={currency} onClose={() => setOpen(false)} />}
      {settled && <SettleDialog entry={settled} onClose={() => setSettled(null)} />}
      {reversed && <ReverseDialog entry={reversed} onClose={() => setReversed(null)} />}
    </section>
  );
}

const isReversible = ({ status, caseId, reversalOf, reversalId }: ManualEntry): boolean =>
  status === "posted" && caseId === null && reversalOf === null && reversalId === null;

/** Whether an entry is taken back, as far as its reversal is among those that are shown. */
function reversalText({ reversalId }: ManualEntry, entries: readonly ManualEntry[]): string {
  const reversal = entries.find(({ id }) => id === reversalId);
  if (!reversal) return "";
  return reversal.status === "asked" ? "; its reversal waits" : `; reversed by ${reversal.decidedByName}`;
}

const postingText = ({ account, direction, amount, currency }: ManualEntry["postings"][number]): string =>
  `${direction === "debit" ? "Dr" : "Cr"} ${account} ${amountText(amount, currency)} ${currency}`;
