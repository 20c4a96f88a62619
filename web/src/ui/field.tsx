import { type InputHTMLAttributes, type ReactNode, useId } from "react";
import { Icon } from "./icon.tsx";
import { useSaid } from "./said.ts";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Draws the control with the ids that tie label, hint and error to it. */
  children: (control: { id: string; "aria-describedby"?: string; "aria-invalid"?: true }) => ReactNode;
}

/** One labelled control: label above, hint below, error beside it in words that help. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(described && { "aria-describedby": described }),
        ...(error && { "aria-invalid": true as const }), // the attribute is the literal or absent
      })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

/** Why a field was refused; nothing while it was not. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  useSaid(error);
  if (!error) return null;
  return (
    <p className="field-error" id={id} role="alert">
      <Icon name="warning" />
      {error}
    </p>
  );
}

type TextFieldProps = Omit<FieldProps, "children"> &
  Omit<InputHTMLAttributes<HTMLInputElement>, "onChange" | "value"> & {
    value: string;
    onChange: (value: string) => void;
  };

/** A labelled line of text. */
export function TextField({ label, hint, error, value, onChange, className = "", ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <input
          {...control}
          {...input}
          className={`input ${className}`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface CheckProps {
  /** One of several of this name, of which one holds; absent: a box for itself. */
  among?: string;
  label: ReactNode;
  hint?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** A box to tick, or one of several choices, with what it does. */
export function Check({ among, label, hint, checked, disabled = false, onChange }: CheckProps) {
  return (
    <label className="check">
      <input
        type={among ? "radio" : "checkbox"}
        name={among}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
      {hint && <span className="hint">{hint}</span>}
    </label>
  );
}
