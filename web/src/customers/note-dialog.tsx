import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { customersApi } from "./customers-api.ts";

/** Writes a note for whoever answers this customer next. */
export function NoteDialog({ accountId, onClose }: { accountId: string; onClose: () => void }) {
  const [text, setText] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const queryClient = useQueryClient();
  const add = useMutation({
    mutationFn: () => customersApi.run(accountId, { command: "note.add", input: { text }, reason: "", key }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["customer", accountId] });
      onClose();
    },
  });
  return (
    <FormDialog
      title="Write a note"
      verb="Keep the note"
      disabled={add.isPending || text.trim() === ""}
      error={add.error}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      <TextField label="Note" value={text} onChange={setText} required hint="Staff see it; the customer does not." />
    </FormDialog>
  );
}
