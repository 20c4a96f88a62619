import { useState } from "react";
import type { ArchiveWish } from "../api/errors.ts";
import { Check, Field, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";

const MINUTES = { hour: 60, day: 24 * 60, week: 7 * 24 * 60 };
const LENGTHS = [
  { minutes: MINUTES.hour, title: "1 hour" },
  { minutes: 4 * MINUTES.hour, title: "4 hours" },
  { minutes: MINUTES.day, title: "1 day" },
  { minutes: MINUTES.week, title: "1 week" },
  { minutes: 4 * MINUTES.week, title: "4 weeks" },
];
const WINDOWS = [
  { minutes: 0, title: "any time" },
  { minutes: MINUTES.hour, title: "an hour" },
  { minutes: MINUTES.day, title: "a day" },
  { minutes: MINUTES.week, title: "a week" },
];
/** The server counts so many users, and so many events, at most. */
const COUNT_MAX = { users: 1_000, events: 1_000_000_000 };

const CHOICES: { value: ArchiveWish["until"]; label: string; hint?: string }[] = [
  {
    value: "escalating",
    label: "Until it escalates",
    hint: "Until an hour has clearly more events than any of the week before.",
  },
  { value: "time", label: "For a time" },
  { value: "events", label: "Until it happens again so often" },
  { value: "users", label: "Until it hits so many more users" },
  { value: "forever", label: "For good" },
];

interface IgnoreDialogProps {
  /** `WEB-1A` or `3 issues`. */
  what: string;
  ignore: (archive: ArchiveWish) => void;
  onClose: () => void;
}

/** Asks how long something is to stay ignored. */
export function IgnoreDialog({ what, ignore, onClose }: IgnoreDialogProps) {
  const [until, setUntil] = useState<ArchiveWish["until"]>("escalating");
  const [minutes, setMinutes] = useState(MINUTES.day);
  const [count, setCount] = useState("100");
  const [within, setWithin] = useState(0);
  const wish = (): ArchiveWish => {
    if (until === "forever" || until === "escalating") return { until };
    if (until === "time") return { until, minutes };
    return { until, count: Number(count), windowMinutes: within === 0 ? null : within };
  };
  return (
    <FormDialog
      title={`Ignore ${what}`}
      verb="Ignore"
      disabled={false}
      error={null}
      onSubmit={() => {
        onClose();
        ignore(wish());
      }}
      onClose={onClose}
    >
      <fieldset className="stack">
        <legend className="visually-hidden">How long</legend>
        {CHOICES.map(({ value, ...words }) => (
          <Check key={value} among="archive" {...words} checked={until === value} onChange={() => setUntil(value)} />
        ))}
      </fieldset>
      {until === "time" && <Choice label="How long" options={LENGTHS} value={minutes} onChange={setMinutes} />}
      {(until === "events" || until === "users") && (
        <div className="line-up">
          <TextField
            label={until === "events" ? "More events" : "More users"}
            type="number"
            min={1}
            max={COUNT_MAX[until]}
            className="short"
            required
            value={count}
            onChange={setCount}
          />
          <Choice label="Within" options={WINDOWS} value={within} onChange={setWithin} />
        </div>
      )}
    </FormDialog>
  );
}

interface ChoiceProps {
  label: string;
  options: { minutes: number; title: string }[];
  value: number;
  onChange: (minutes: number) => void;
}

function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          className="input short"
          value={value}
          onChange={(event) => onChange(Number(event.target.value))}
        >
          {options.map(({ minutes, title }) => (
            <option key={minutes} value={minutes}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
