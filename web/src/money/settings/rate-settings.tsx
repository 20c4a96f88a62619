import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../shell/me.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { useLines } from "../../ui/lines.ts";
import { numbers, Table } from "../../ui/table.tsx";
import { AmountField, CurrencyField } from "../amount-fields.tsx";
import { ratesQuery } from "../books/ledger-api.ts";
import { useLedgerChange } from "../books/use-ledger-change.ts";
import { Report } from "../reports/report.tsx";

const RATES_SHOWN = 100;

/** Exchange rates by day: reports take in other currencies by them, and the books stay as they are. */
export function RateSettings() {
  const [open, setOpen] = useState(false);
  const may = useMay("billing:close");
  return (
    <section className="stack" aria-labelledby="rates">
      <div className="line-up apart">
        <h2 id="rates">Exchange rates</h2>
        <button type="button" className="button" disabled={!may} onClick={() => setOpen(true)}>
          Add a rate
        </button>
      </div>
      <Report query={ratesQuery} what="The rates">
        {({ rates }) =>
          rates.length === 0 ? (
            <p className="muted">None is stored, so each report is of one currency.</p>
          ) : (
            <Table columns={["Day", "One", "Is in", numbers("Rate")]}>
              {rates.slice(0, RATES_SHOWN).map(({ currency, base, day, rate }) => (
                <tr key={`${currency} ${base} ${day}`}>
                  <td data-label="Day">{day}</td>
                  <td data-label="One">{currency}</td>
                  <td data-label="Is in">{base}</td>
                  <td className="number" data-label="Rate">
                    {rate}
                  </td>
                </tr>
              ))}
            </Table>
          )
        }
      </Report>
      {open && <RateDialog onClose={() => setOpen(false)} />}
    </section>
  );
}

function RateDialog({ onClose }: { onClose: () => void }) {
  const { lines, line } = useLines({ currency: "USD", base: "EUR", day: "", rate: "" });
  const send = useLedgerChange();
  const save = useMutation({
    mutationFn: () => send("PUT", "rates", { rates: [lines] }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title="Add a rate"
      verb="Store"
      disabled={save.isPending || lines.day === "" || lines.rate === ""}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <CurrencyField label="One" {...line("currency")} />
      <CurrencyField label="Is in" {...line("base")} />
      <AmountField label="Rate" {...line("rate")} />
      <TextField label="From the day on" type="date" {...line("day")} />
    </FormDialog>
  );
}
