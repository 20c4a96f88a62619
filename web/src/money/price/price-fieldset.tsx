import type { ReactNode } from "react";
import { CURRENCIES } from "../../../../workers/billing/currency.ts";
import type { Meter } from "../../../../workers/billing/usage/view.ts";
import { Field, TextField } from "../../ui/field.tsx";
import { fieldError } from "../../ui/form-failure.tsx";
import { ChargeFieldset } from "./charge-fieldset.tsx";
import type { PriceForm } from "./price-form.ts";
import { CHARGE_WORDS, GRANULARITY_WORDS, TIMING_WORDS } from "./price-words.ts";

interface PriceFieldsetProps {
  form: PriceForm;
  change: (edit: Partial<PriceForm>) => void;
  meters: readonly Meter[];
  error: unknown;
  /** A next version keeps the currency: another is another price. */
  isNext: boolean;
}

/** A price's fields: what it is, how often, by what, how much, and what a change in between costs. */
export function PriceFieldset({ form, change, meters, error, isNext }: PriceFieldsetProps) {
  // A new price's fields are named under `terms`.
  const wrong = (field: string) => fieldError(error, field) ?? fieldError(error, `terms.${field}`);
  return (
    <>
      <TextField
        label="Name"
        hint="What an invoice's line says, such as Pro, monthly."
        value={form.name}
        onChange={(name) => change({ name })}
        error={wrong("name")}
        required
        maxLength={100}
        autoFocus
      />
      <div className="line-up">
        <Choice
          label="Currency"
          value={form.currency}
          choices={(isNext ? [form.currency] : CURRENCIES).map((code) => [code, code])}
          choose={(currency) => change({ currency })}
          error={wrong("currency")}
        />
        <Choice
          label="Billed"
          value={form.unit}
          choices={[
            ["once", "once"],
            ["day", "by days"],
            ["week", "by weeks"],
            ["month", "by months"],
            ["year", "by years"],
          ]}
          choose={(unit) => change({ unit })}
          error={wrong("interval")}
        />
        {form.unit !== "once" && (
          <TextField
            label={`Every, ${form.unit}s`}
            type="number"
            min={1}
            className="short"
            value={form.count}
            onChange={(count) => change({ count })}
            error={wrong("interval.count")}
          />
        )}
      </div>
      <Choice
        label="Of"
        value={form.meterId}
        choices={[
          ["", "What is bought, in advance"],
          ...meters.map(({ id, name }) => [id, `${name}, as measured`] as const),
        ]}
        choose={(meterId) => change({ meterId })}
        error={wrong("usage")}
      />
      <Choice
        label="Charges"
        value={form.kind}
        choices={entries(CHARGE_WORDS)}
        choose={(kind) => change({ kind })}
        error={wrong("charge.kind")}
      />
      <ChargeFieldset form={form} change={change} wrong={wrong} />
      <TextField
        label={`At least, ${form.currency} in a period`}
        hint="Empty: no minimum."
        inputMode="decimal"
        className="short"
        value={form.minimum}
        onChange={(minimum) => change({ minimum })}
        error={wrong("minimumAmount")}
      />
      <Choice
        label="A change within a period"
        value={form.timing}
        choices={entries(TIMING_WORDS)}
        choose={(timing) => change({ timing })}
        error={wrong("proration.timing")}
      />
      {form.timing !== "next-cycle" && (
        <Choice
          label="Is prorated"
          value={form.granularity}
          choices={entries(GRANULARITY_WORDS)}
          choose={(granularity) => change({ granularity })}
          error={wrong("proration.granularity")}
        />
      )}
      <div className="line-up">
        <Choice
          label="Tax"
          value={form.taxBehaviour}
          choices={[
            ["exclusive", "comes on top"],
            ["inclusive", "is included"],
          ]}
          choose={(taxBehaviour) => change({ taxBehaviour })}
          error={wrong("tax.behaviour")}
        />
        <TextField
          label="Tax code"
          className="short"
          value={form.taxCode}
          onChange={(taxCode) => change({ taxCode })}
          error={wrong("tax.code")}
          required
        />
      </div>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  choices: readonly (readonly [Value, string])[];
  choose: (value: Value) => void;
  error?: string | undefined;
}

/** One of several, in a list. */
function Choice<Value extends string>({ label, value, choices, choose, error }: ChoiceProps<Value>): ReactNode {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={(event) => {
            const chosen = choices.find(([name]) => name === event.target.value);
            if (chosen) choose(chosen[0]);
          }}
        >
          {choices.map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

// `Object.entries` forgets the names that the record's own type holds.
const entries = <Name extends string>(words: Record<Name, string>) => Object.entries(words) as [Name, string][];
