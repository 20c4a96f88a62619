import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Check, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { useJobChange } from "./job-api.ts";

/** Starts a run: until when, of which product, and whether anything is billed at all. */
export function RunDialog({ onClose }: { onClose: () => void }) {
  const [dry, setDry] = useState(true);
  const [until, setUntil] = useState("");
  const [product, setProduct] = useState("");
  const [reason, setReason] = useState("");
  const send = useJobChange();
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: async () => {
      const untilMs = until === "" ? Date.now() : Date.parse(`${until}Z`);
      const asked = { untilMs, productId: product.trim() || null, dry, reason };
      const { id } = await send<{ id: string }>("runs", asked);
      await navigate({ to: "/money/runs/$jobId", params: { jobId: id } });
    },
  });
  return (
    <FormDialog
      title="Start a run"
      verb={dry ? "Show what is due" : "Bill everything due"}
      disabled={start.isPending}
      error={start.error}
      onSubmit={() => start.mutate()}
      onClose={onClose}
    >
      <Check
        among="run"
        label="Dry run"
        hint="Shows the sums, bills nothing."
        checked={dry}
        onChange={() => setDry(true)}
      />
      <Check
        among="run"
        label="Bill"
        hint="Invoices get their numbers, are mailed and collected."
        checked={!dry}
        onChange={() => setDry(false)}
      />
      <TextField
        label="Due until (UTC)"
        type="datetime-local"
        hint="Empty for now. A dry run may look a year ahead."
        value={until}
        onChange={setUntil}
      />
      <TextField label="Product" hint="A product's id; empty for all." value={product} onChange={setProduct} />
      <TextField label="Why" hint="Kept with the run." value={reason} onChange={setReason} />
    </FormDialog>
  );
}
