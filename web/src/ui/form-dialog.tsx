import type { ReactNode } from "react";
import { Dialog } from "./dialog.tsx";
import { Form } from "./form.tsx";
import { FormFailure } from "./form-failure.tsx";

interface FormDialogProps {
  title: string;
  wide?: boolean;
  /** The verb on the button that saves. */
  verb: string;
  /** What leaves everything as it is, where "Cancel" would be taken for the verb. */
  dismiss?: string;
  /** It is being saved, or something is missing that no field can say. */
  disabled: boolean;
  /** Why it was not saved; null where a field says so itself. */
  error: unknown;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form that opens over a page: its fields, why it was refused, and the way out. */
export function FormDialog({
  title,
  wide = false,
  verb,
  dismiss = "Cancel",
  disabled,
  error,
  onSubmit,
  onClose,
  children,
}: FormDialogProps) {
  return (
    <Dialog title={title} wide={wide} onClose={onClose}>
      <Form className="" onSubmit={onSubmit}>
        <h2>{title}</h2>
        {children}
        <FormFailure error={error} />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            {dismiss}
          </button>
          <button type="submit" className="button primary" disabled={disabled}>
            {verb}
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
