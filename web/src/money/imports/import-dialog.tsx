import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { fieldError } from "../../ui/form-failure.tsx";
import { DropArea } from "./drop-area.tsx";
import { IMPORTS, uploadCsv } from "./import-api.ts";

/** Begins an import of a CSV file: which file, and from which system its ids are. Nothing is written by it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [system, setSystem] = useState("");
  const [jobId] = useState(() => crypto.randomUUID());
  const client = useQueryClient();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: async () => {
      if (file === null) return;
      await uploadCsv(jobId, file, system.trim());
      await client.invalidateQueries({ queryKey: ["jobs", "import"] });
      await navigate({ to: "/money/imports/$jobId", params: { jobId } });
    },
  });
  return (
    <FormDialog
      title="Import accounts"
      verb={start.isPending ? "Uploading" : "Upload"}
      disabled={start.isPending || file === null || system.trim() === ""}
      error={start.error}
      onSubmit={() => start.mutate()}
      onClose={onClose}
    >
      <p className="muted">
        Accounts with their subscriptions, balances and open invoices. You see what would be done before anything is.{" "}
        <a href={`${IMPORTS}/template.csv`} download="accounts.csv">
          Download a template
        </a>
      </p>
      <DropArea file={file} onFile={setFile} />
      <TextField
        label="System"
        hint="Where the ids are from, in small letters: old-shop. The same name again meets the same accounts."
        value={system}
        onChange={setSystem}
        error={fieldError(start.error, "system")}
        required
      />
    </FormDialog>
  );
}
