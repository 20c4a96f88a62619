import { TextField } from "../../ui/field.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Why somebody looks at what customers keep to themselves: the field, what was typed, and how the dialog closes. */
export function useLookReason(props: DialogProps, name: string) {
  const { values, change, close } = useDialogDraft(props, name, { reason: "" });
  const field = (
    <TextField
      label="Reason"
      value={values.reason}
      onChange={(reason) => change({ reason })}
      required
      hint="Goes into the audit log with your name. The customer reads it without."
    />
  );
  return { reason: values.reason, field, close };
}
