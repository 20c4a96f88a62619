import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { LedgerState } from "../../../../workers/billing/ledger/view.ts";
import { useMay } from "../../shell/me.ts";
import { Field } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { exportPath, xeroFilesQuery } from "./ledger-api.ts";
import { monthAfter } from "./month-words.ts";

const FORMATS = [
  ["quickbooks", "QuickBooks Online", "A journal per day, as CSV"],
  ["xero", "Xero", "A manual journal for the month, as CSV"],
  ["csv", "CSV", "Every entry"],
  ["json", "JSON", "Every transaction, one per line"],
  ["text", "Plain text", "For hledger and ledger"],
] as const;

/** A month of a legal entity's books as a file. */
export function Exports({ entity, state }: { entity: string; state: LedgerState }) {
  const [month, setMonth] = useState(monthAfter(state.thisMonth, -1));
  const may = useMay("billing:export");
  const files = useQuery({ ...xeroFilesQuery(month, entity), enabled: may }).data?.files ?? 1;
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
          {linksOf(month, entity, files).map(({ path, title, hint }) => (
            <li key={`${title} ${path}`}>
              {path === null ? (
                <span className="grow">{title}</span>
              ) : (
                <a className="grow line-up" href={path} download>
                  <Icon name="download" /> {title}
                </a>
              )}
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

interface Link {
  /** Null for what has no file. */
  path: string | null;
  title: string;
  hint: string;
}

/** The files of a month: one of each kind, and as many for Xero as it takes. */
function linksOf(month: string, entity: string, xeroFiles: number): Link[] {
  return FORMATS.flatMap(([format, title, hint]): Link[] => {
    if (format !== "xero") return [{ path: exportPath(format, month, entity), title, hint }];
    if (xeroFiles === 0) return [{ path: null, title, hint: "Nothing in this month" }];
    return Array.from({ length: xeroFiles }, (_, at) => ({
      path: exportPath(format, month, entity, at + 1),
      title: xeroFiles > 1 ? `${title}, ${at + 1} of ${xeroFiles}` : title,
      hint,
    }));
  });
}
