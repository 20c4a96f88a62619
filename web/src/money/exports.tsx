import { useState } from "react";
import type { LedgerState } from "../../../workers/billing/ledger/view.ts";
import { useMay } from "../shell/me.ts";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { exportPath } from "./ledger-api.ts";
import { monthAfter } from "./month-words.ts";

const FORMATS = [
  ["quickbooks", "QuickBooks Online", "A journal per day, as CSV"],
  ["xero", "Xero", "A manual journal for the month, as CSV"],
  ["csv", "CSV", "Every entry"],
  ["json", "JSON", "Every transaction, one per line"],
  ["text", "Plain text", "For hledger and ledger"],
] as const;

/** A month of the books as a file. */
export function Exports({ state }: { state: LedgerState }) {
  const [month, setMonth] = useState(monthAfter(state.thisMonth, -1));
  const may = useMay("billing:export");
  return (
    <section className="stack" aria-labelledby="exports">
      <h2 id="exports">The books as files</h2>
      <Field label="Month">
        {(control) => (
          <input
            {...control}
            type="month"
            className="input small"
            value={month}
            onChange={(event) => event.target.value && setMonth(event.target.value)}
          />
        )}
      </Field>
      {may ? (
        <ul className="list">
          {FORMATS.map(([format, title, hint]) => (
            <li key={format}>
              <a className="grow line-up" href={exportPath(format, month)} download>
                <Icon name="download" /> {title}
              </a>
              <span className="muted small">{hint}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="muted">Whoever has the role finance takes the books out.</p>
      )}
    </section>
  );
}
