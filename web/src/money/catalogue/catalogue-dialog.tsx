import { type ReactNode, useState } from "react";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { fieldError } from "../../ui/form-failure.tsx";
import { useChange } from "./use-change.ts";

interface CatalogueDialogProps<Form, Made> {
  title: string;
  verb: string;
  /** The form as it opens. */
  first: Form;
  send: (form: Form, key: string) => Promise<Made>;
  /** What the form says cannot be sent. */
  wrong?: (form: Form) => boolean;
  after?: (made: Made) => unknown;
  onClose: () => void;
  children: (fields: Fields<Form>) => ReactNode;
}

/** What the fields of a dialog are drawn with. */
export interface Fields<Form> {
  form: Form;
  change: (edit: Partial<Form>) => void;
  /** Why a field was refused, if it was. */
  wrong: (field: string) => string | undefined;
  /** A line of text for one of the form's texts. */
  line: (field: keyof Form & string, label: string, more?: LineOptions) => ReactNode;
}

type LineOptions = Omit<Parameters<typeof TextField>[0], "label" | "value" | "onChange" | "error">;

/** The frame of every dialog that makes or changes something of the catalogue. */
export function CatalogueDialog<Form extends object, Made>(props: CatalogueDialogProps<Form, Made>) {
  const { title, verb, first, send, wrong = () => false, after, onClose, children } = props;
  const [form, setForm] = useState(first);
  const save = useChange(send, async (made: Made) => {
    onClose();
    await after?.(made);
  });
  const change = (edit: Partial<Form>) => setForm((now) => ({ ...now, ...edit }));
  const refused = (field: string) => fieldError(save.error, field);
  const line: Fields<Form>["line"] = (field, label, more = {}) => (
    <TextField
      {...more}
      label={label}
      value={String(form[field])}
      // The fields that are lines are texts.
      onChange={(text) => change({ [field]: text } as Partial<Form>)}
      error={refused(field)}
    />
  );
  return (
    <FormDialog
      title={title}
      verb={verb}
      disabled={save.isPending || wrong(form)}
      error={save.error}
      onSubmit={() => save.mutate(form)}
      onClose={onClose}
    >
      {children({ form, change, wrong: refused, line })}
    </FormDialog>
  );
}
