import { useState } from "react";
import type { Aggregation } from "../../../workers/billing/usage/view.ts";
import { catalogueApi } from "../api/catalogue.ts";
import { Check, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { AGGREGATION_WORDS } from "./meter-words.ts";
import { useChange } from "./use-change.ts";

// `Object.entries` forgets the names that the record's own type holds.
const AGGREGATIONS = Object.entries(AGGREGATION_WORDS) as [Aggregation, string][];

/** Makes a meter. */
export function MeterDialog({ onClose }: { onClose: () => void }) {
  const [form, setForm] = useState({ name: "", key: "", unit: "", aggregation: "sum" as Aggregation });
  const change = (edit: Partial<typeof form>) => setForm((now) => ({ ...now, ...edit }));
  const save = useChange(() => catalogueApi.createMeter(form), onClose);
  return (
    <FormDialog
      title="New meter"
      verb="Create the meter"
      disabled={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate(undefined)}
      onClose={onClose}
    >
      <TextField
        label="Name"
        value={form.name}
        onChange={(name) => change({ name })}
        error={fieldError(save.error, "name")}
        required
        maxLength={100}
        autoFocus
      />
      <TextField
        label="Key"
        hint="What apps call it in their events, such as messages."
        value={form.key}
        onChange={(key) => change({ key })}
        error={fieldError(save.error, "key")}
        required
        maxLength={64}
      />
      <TextField
        label="Unit"
        hint="Such as message or GB."
        className="short"
        value={form.unit}
        onChange={(unit) => change({ unit })}
        error={fieldError(save.error, "unit")}
        required
        maxLength={30}
      />
      <fieldset className="field">
        <legend>A period's quantity is the</legend>
        {AGGREGATIONS.map(([aggregation, words]) => (
          <Check
            key={aggregation}
            among="aggregation"
            label={words}
            checked={form.aggregation === aggregation}
            onChange={() => change({ aggregation })}
          />
        ))}
      </fieldset>
    </FormDialog>
  );
}
