import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DAY_MS } from "../../../../workers/kit/time.ts";
import { useMe } from "../../shell/me.ts";
import { Choice, Select } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { catalogueQuery } from "../customers-api.ts";
import { liveSubscription } from "../price-terms.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const LENGTHS = [
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "A year"],
  ["ever", "Without an end"],
  ["mine", "As long as I work here", "Only for the account that you own by your own mail address."],
] as const;
type Length = (typeof LENGTHS)[number][0];
/** A comp without an end is looked at again after so long. */
const REVIEW_MS = 365 * DAY_MS;

/** Waives an account's payments for a time. */
export function CompDialog(props: DialogProps) {
  const { view } = props;
  const sold = useQuery(catalogueQuery).data?.plans ?? [];
  const draft = useDialogDraft(props, "comp", { planId: "", length: "90" as Length });
  const me = useMe();
  const [openedMs] = useState(() => Date.now());
  const { length } = draft.values;
  // A plan that is held but sold no more can be granted all the same, and is what is meant most often.
  const held = liveSubscription(view)?.items[0]?.price;
  const plans = [
    ...(held && !sold.some(({ id }) => id === held.planId) ? [{ id: held.planId, name: held.name }] : []),
    ...sold.toSorted((a, b) => Number(b.id === held?.planId) - Number(a.id === held?.planId)),
  ];
  const plan = plans.find(({ id }) => id === draft.values.planId) ?? plans[0];
  const expiresMs = length === "ever" || length === "mine" ? null : openedMs + Number(length) * DAY_MS;
  const reviewMs = expiresMs === null ? openedMs + REVIEW_MS : null;
  const employeeId = length === "mine" ? (me?.person.id ?? null) : null;
  const input = plan ? { planId: plan.id, planName: plan.name, expiresMs, reviewMs, employeeId } : null;
  const words = LENGTHS.find(([one]) => one === length)?.[1] ?? "";
  return (
    <CommandDialog
      view={view}
      title="Comp this account"
      verb={`Comp ${words.toLowerCase()}`}
      command="waiver.give"
      input={input}
      onClose={draft.close}
    >
      {plans.length === 0 && <p className="muted">The catalogue has no plan yet that could be granted.</p>}
      {plans.length > 0 && (
        <Select
          label="Plan"
          choices={plans.map(({ id, name }) => [id, name])}
          value={plan?.id ?? ""}
          onChange={(planId) => draft.change({ planId })}
        />
      )}
      <Choice legend="For" choices={LENGTHS} {...draft.field("length")} />
    </CommandDialog>
  );
}
