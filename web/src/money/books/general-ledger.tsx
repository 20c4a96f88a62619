import type { JournalQueue } from "../../../../workers/billing/ledger/view.ts";
import { useMay } from "../../shell/me.ts";
import { useToasts } from "../../ui/toast.tsx";
import { counted } from "../../words/number.ts";
import { useLedgerChange } from "./use-ledger-change.ts";

/** The days that are told to the general ledger, and those that it did not take. Nothing while none is set up. */
export function GeneralLedger({ queue }: { queue: JournalQueue | null }) {
  const send = useLedgerChange();
  const toasts = useToasts();
  const may = useMay("billing:close");
  if (queue === null) return null;
  const again = (number: string) =>
    send("POST", `journals/${number}/send`, {}).catch((error) => toasts.sayFailure("It was not sent again.", error));
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
              <button type="button" className="button small" disabled={!may} onClick={() => again(number)}>
                Send again
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
