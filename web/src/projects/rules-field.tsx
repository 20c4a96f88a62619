import { type ReactNode, useRef, useState } from "react";
import type { RuleFault } from "../../../workers/errors/view.ts";
import { Field } from "../ui/field.tsx";
import { counted } from "../words/number.ts";
import { offsetOf } from "./rules-place.ts";

interface RulesFieldProps {
  label: string;
  hint: ReactNode;
  value: string;
  faults: readonly RuleFault[];
  onChange: (value: string) => void;
}

/** A text of rules with its lines numbered, and what is wrong with them beside it. */
export function RulesField({ label, hint, value, faults, onChange }: RulesFieldProps) {
  const input = useRef<HTMLTextAreaElement>(null);
  const [scrolled, setScrolled] = useState(0);
  const lines = value.split("\n").length;
  const faulty = new Set(faults.map(({ line }) => line));
  const show = (fault: RuleFault) => {
    const at = offsetOf(value, fault);
    input.current?.focus();
    input.current?.setSelectionRange(at, at);
  };
  return (
    <Field
      label={label}
      hint={hint}
      error={faults.length > 0 ? `${counted(faulty.size, "line is no rule", "lines are no rules")}.` : undefined}
    >
      {(control) => (
        <div className="rules">
          <div className="rules-text">
            <div className="rules-numbers" aria-hidden="true">
              <ol style={{ transform: `translateY(${-scrolled}px)` }}>
                {Array.from({ length: lines }, (_, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
                  <li key={index} className={faulty.has(index + 1) ? "bad" : ""}>
                    {index + 1}
                  </li>
                ))}
              </ol>
            </div>
            <textarea
              {...control}
              ref={input}
              className="input mono"
              rows={Math.min(Math.max(lines + 1, MIN_ROWS), MAX_ROWS)}
              wrap="off"
              spellCheck={false}
              autoCapitalize="off"
              value={value}
              onChange={(event) => onChange(event.target.value)}
              onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
            />
          </div>
          {faults.length > 0 && (
            <ul className="rules-faults" aria-label={`What is wrong with the ${label.toLowerCase()}`}>
              {faults.map((fault) => (
                <li key={`${fault.line}.${fault.column}`}>
                  <button type="button" className="button quiet small" onClick={() => show(fault)}>
                    Line {fault.line}, column {fault.column}
                  </button>
                  <span>{fault.detail}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Field>
  );
}

const MIN_ROWS = 5;
const MAX_ROWS = 20;
