import type { Aggregation } from "../../../../workers/billing/usage/view.ts";
import { catalogueApi } from "../../api/catalogue.ts";
import { Check } from "../../ui/field.tsx";
import { CatalogueDialog } from "./catalogue-dialog.tsx";
import { AGGREGATION_WORDS } from "./meter-words.ts";

// `Object.entries` forgets the names that the record's own type holds.
const AGGREGATIONS = Object.entries(AGGREGATION_WORDS) as [Aggregation, string][];

/** Makes a meter. */
export function MeterDialog({ onClose }: { onClose: () => void }) {
  return (
    <CatalogueDialog
      title="New meter"
      verb="Create the meter"
      // The wider type: it is a choice.
      first={{ name: "", key: "", unit: "", aggregation: "sum" as Aggregation }}
      send={catalogueApi.createMeter}
      onClose={onClose}
    >
      {({ form, change, line }) => (
        <>
          {line("name", "Name", { required: true, maxLength: 100, autoFocus: true })}
          {line("key", "Key", {
            hint: "What apps call it in their events, such as messages.",
            required: true,
            maxLength: 64,
          })}
          {line("unit", "Unit", { hint: "Such as message or GB.", className: "short", required: true, maxLength: 30 })}
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
        </>
      )}
    </CatalogueDialog>
  );
}
