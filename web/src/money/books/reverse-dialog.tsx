import { useMutation } from "@tanstack/react-query";
import type { ManualEntry } from "../../../../workers/billing/ledger/view.ts";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { useLines } from "../../ui/lines.ts";
import { useLedgerChange } from "./use-ledger-change.ts";

/** Asks that what an entry posted be taken back, by one of the same amounts on the other sides, for a second person to post. */
export function ReverseDialog({ entry, onClose }: { entry: ManualEntry; onClose: () => void }) {
  const { lines, line } = useLines({ description: "", day: "" });
  const { description, day } = lines;
  const send = useLedgerChange();
  const save = useMutation({
    mutationFn: () =>
      send("POST", `manual/${entry.id}/reversal`, { effectiveMs: Date.parse(`${day}T00:00:00Z`), description }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={`Reverse ${entry.description}`}
      verb="Ask a second person"
      disabled={save.isPending || day === "" || description.trim() === ""}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField label="What it is for" {...line("description")} />
      <TextField label="Day" type="date" hint="Of a closed month, it counts in the open one." {...line("day")} />
      <p className="muted">What was posted is taken back once somebody else agrees. An entry is reversed once.</p>
    </FormDialog>
  );
}
