import { useQuery } from "@tanstack/react-query";
import { Field } from "../../ui/field.tsx";
import { chartQuery } from "./ledger-api.ts";

interface ChartFieldProps {
  label: string;
  hint?: string;
  /** What it says while no account is chosen. */
  none: string;
  /** The account's code; empty for none. */
  value: string;
  onChange: (code: string) => void;
}

/** One account of the chart. */
export function ChartField({ label, hint, none, value, onChange }: ChartFieldProps) {
  const accounts = useQuery(chartQuery).data?.accounts ?? [];
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <select {...control} className="input" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{none}</option>
          {accounts.map(({ code, name }) => (
            <option key={code} value={code}>
              {code} {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
