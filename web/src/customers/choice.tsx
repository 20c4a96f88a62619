import { useId } from "react";
import { Check, Field } from "../ui/field.tsx";

interface ChoiceProps<Value extends string> {
  legend: string;
  choices: readonly (readonly [value: Value, words: string, hint?: string])[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few choices, all of them in sight. */
export function Choice<Value extends string>({ legend, choices, value, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {choices.map(([one, words, hint]) => (
        <Check
          key={one}
          among={name}
          label={words}
          {...(hint !== undefined && { hint })}
          checked={one === value}
          onChange={() => onChange(one)}
        />
      ))}
    </fieldset>
  );
}

interface SelectProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  disabled?: boolean;
  choices: readonly (readonly [value: string, words: string])[];
  value: string;
  onChange: (value: string) => void;
}

/** One of many, in a list that opens. */
export function Select({ label, hint, error, disabled = false, choices, value, onChange }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select
          {...control}
          className="input"
          disabled={disabled}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {choices.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
