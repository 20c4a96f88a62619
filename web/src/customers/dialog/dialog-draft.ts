import { useDraft } from "../../ui/draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** The fields of a dialog about an account: they outlive a reload, and are forgotten when the dialog is closed. */
export function useDialogDraft<T extends object>({ view, onClose }: DialogProps, name: string, saved: T) {
  const { values, change, clear } = useDraft(`${view.account.id}.${name}`, saved);
  const close = () => {
    clear();
    onClose();
  };
  return { values, change, close };
}
