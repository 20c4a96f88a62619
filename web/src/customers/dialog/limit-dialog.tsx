import { TextField } from "../../ui/field.tsx";
import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { DateField, dayEnd } from "../date-field.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const KINDS = [
  ["number", "A number"],
  ["unlimited", "Without a limit"],
  ["on", "On"],
  ["off", "Off"],
] as const;

/** Sets a feature or a limit by hand for this account, whatever its plan says. */
export function LimitDialog(props: DialogProps) {
  const { view, on } = props;
  const known = Object.keys(view.entitlements.entitlements);
  const draft = useDialogDraft(props, "limit", {
    name: on ?? known[0] ?? "",
    kind: "number" as (typeof KINDS)[number][0], // one of the choices above
    count: "",
    until: "",
  });
  const { name, kind, count, until } = draft.values;
  const number = Number(count);
  const isCount = count.trim() !== "" && Number.isInteger(number) && number >= 0;
  const value = { number, unlimited: null, on: true, off: false }[kind];
  const fits = name.trim() !== "" && (kind !== "number" || isCount);
  return (
    <CommandDialog
      view={view}
      title="Set a limit by hand"
      verb="Set it"
      command="override.set"
      input={fits ? { name: name.trim(), value, expiresMs: dayEnd(until) } : null}
      onClose={draft.close}
    >
      <TextField
        label="Feature or limit"
        hint={known.length > 0 ? `It has ${known.join(", ")}.` : "Its name, as the plan calls it."}
        {...draft.field("name")}
      />
      <Choice legend="It is" choices={KINDS} {...draft.field("kind")} />
      {kind === "number" && <TextField label="How many" inputMode="numeric" {...draft.field("count")} />}
      <DateField label="Until the end of" hint="Empty: until somebody ends it." {...draft.field("until")} />
    </CommandDialog>
  );
}
