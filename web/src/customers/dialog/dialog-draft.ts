import { useDraft } from "../../ui/draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** The fields of a dialog about an account: they outlive a reload, and are forgotten when the dialog is closed. */
export function useDialogDraft<T extends object>({ view, onClose }: DialogProps, name: string, saved: T) {
  const { values, change, clear } = useDraft(`${view.account.id}.${name}`, saved);
  const close = () => {
    clear();
    onClose();
  };
  /** What binds a field of the form to its part of the draft. */
  const field = <Name extends keyof T>(name: Name) => ({
    value: values[name],
    onChange: (value: T[Name]) => change({ [name]: value } as unknown as Partial<T>), // one part, of its own type
  });
  return { values, change, field, close };
}
