import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Field } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { customersApi, refreshAccount } from "../customers-api.ts";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Writes a note for whoever answers this customer next. */
export function NoteDialog(props: DialogProps) {
  const accountId = props.view.account.id;
  const draft = useDialogDraft(props, "note", { text: "" });
  const { text } = draft.values;
  const [key] = useState(() => crypto.randomUUID());
  const queryClient = useQueryClient();
  const add = useMutation({
    mutationFn: () => customersApi.run(accountId, { command: "note.add", input: { text }, reason: "", key }),
    onSuccess: async () => {
      await refreshAccount(queryClient, accountId);
      draft.close();
    },
  });
  return (
    <FormDialog
      title="Write a note"
      verb="Keep the note"
      disabled={add.isPending || text.trim() === ""}
      error={add.error}
      onSubmit={() => add.mutate()}
      onClose={draft.close}
    >
      <Field label="Note" hint="Staff see it; the customer does not.">
        {(control) => (
          <textarea
            {...control}
            className="input"
            rows={4}
            value={text}
            onChange={(event) => draft.change({ text: event.target.value })}
          />
        )}
      </Field>
    </FormDialog>
  );
}
