import { type ReactNode, useId } from "react";
import { Check, FieldError } from "./field.tsx";

interface CheckListProps<Value extends string> {
  legend: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Values and their words. */
  choices: readonly (readonly [value: Value, words: ReactNode])[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

/** Several boxes to tick under one label; the chosen ones come in the order of the choices. */
export function CheckList<Value extends string>({
  legend,
  hint,
  error,
  choices,
  chosen,
  onChange,
}: CheckListProps<Value>) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={error && `${id}-error`}>
      <legend>{legend}</legend>
      <div className="check-grid">
        {choices.map(([value, words]) => (
          <Check
            key={value}
            label={words}
            checked={chosen.includes(value)}
            onChange={(on) =>
              onChange(choices.map(([name]) => name).filter((name) => (name === value ? on : chosen.includes(name))))
            }
          />
        ))}
      </div>
      {hint && <p className="hint">{hint}</p>}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
