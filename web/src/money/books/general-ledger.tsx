import type { JournalQueue } from "../../../../workers/billing/ledger/view.ts";
import { useMay } from "../../shell/me.ts";
import { SendButton, useSend } from "../../ui/send-button.tsx";
import { counted } from "../../words/number.ts";
import { useLedgerChange } from "./use-ledger-change.ts";

/** The days that are told to the general ledger, and those that it did not take. Nothing while none is set up. */
export function GeneralLedger({ queue }: { queue: JournalQueue | null }) {
  const send = useLedgerChange();
  const may = useMay("billing:close");
  const again = useSend((number: string) => send("POST", `journals/${number}/send`, {}), "It was not sent again.");
  if (queue === null) return null;
  return (
    <section className="stack" aria-labelledby="general-ledger">
      <h2 id="general-ledger">General ledger</h2>
      <p>
        {queue.deliveredDay ? `It was told of ${queue.deliveredDay} last.` : "It was not told of any day yet."}
        {queue.waiting > 0 && ` ${counted(queue.waiting, "day waits", "days wait")}.`}
      </p>
      {queue.parked.length > 0 && (
        <ul className="list">
          {queue.parked.map(({ number, attempts, because }) => (
            <li key={number}>
              <span className="grow">
                <strong>{number}</strong> was not taken after {counted(attempts, "try", "tries")}: {because}
              </span>
              <SendButton by={again} wish={number} className="button small" disabled={!may}>
                Send again
              </SendButton>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
