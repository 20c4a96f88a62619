import { TextField } from "../ui/field.tsx";

interface Line {
  value: string;
  onChange: (text: string) => void;
}

/** An amount of money as people write it. */
export const AmountField = ({ label = "Amount", hint, ...line }: Line & { label?: string; hint?: string }) => (
  <TextField {...line} label={label} hint={hint} inputMode="decimal" />
);

/** The three letters of a currency, in whatever case they are typed. */
export const CurrencyField = ({ label = "Currency", value, onChange }: Line & { label?: string }) => (
  <TextField label={label} maxLength={3} value={value} onChange={(text) => onChange(text.toUpperCase())} />
);
