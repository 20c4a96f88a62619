import { TextField } from "../../ui/field.tsx";
import { fieldError } from "../../ui/form-failure.tsx";

interface StripeKeyFieldProps {
  value: string;
  onChange: (key: string) => void;
  error: unknown;
}

/** The key by which a Stripe account is read, with the rights that it needs. */
export function StripeKeyField({ value, onChange, error }: StripeKeyFieldProps) {
  return (
    <TextField
      label="Restricted key"
      hint="With read access to customers, payment methods, subscriptions, invoices, credit grants, products, prices, coupons, promotion codes and meters. It is forgotten when the import has ended."
      type="password"
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={onChange}
      error={fieldError(error, "key")}
      required
      autoFocus
    />
  );
}
