import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { fieldError } from "../../ui/form-failure.tsx";
import { Choice } from "../choice.tsx";
import { EffectFrame } from "../command-dialog.tsx";
import { customersApi, refreshAccount } from "../customers-api.ts";
import { ReasonField } from "../reason-field.tsx";
import type { DialogProps } from "./dialog-props.ts";

const PARTS = [
  ["admin", "Admin"],
  ["billing", "Billing", "Gets the invoices and mails about money."],
  ["member", "Member"],
] as const;

/** Adds somebody to an account. Name and mail are personal data: nothing of them is kept in the browser. */
export function NewPersonDialog({ view, onClose }: DialogProps) {
  const accountId = view.account.id;
  const [id] = useState(() => crypto.randomUUID());
  const [fields, setFields] = useState({ name: "", mail: "", reason: "" });
  const [role, setRole] = useState<(typeof PARTS)[number][0]>("member");
  const queryClient = useQueryClient();
  const asked = { command: "person.add", input: { personId: `person_${id.replaceAll("-", "")}`, role }, reason: "" };
  const preview = useQuery({
    queryKey: ["preview", accountId, "person.add", role],
    queryFn: ({ signal }) => customersApi.preview(accountId, asked, signal),
    gcTime: 0,
  });
  const add = useMutation({
    mutationFn: () =>
      customersApi.addPerson(accountId, {
        ...{ id, role, reason: fields.reason },
        personal: { name: fields.name, mail: fields.mail },
      }),
    onSuccess: async () => {
      await refreshAccount(queryClient, accountId);
      onClose();
    },
  });
  const text = (field: "name" | "mail", label: string) => (
    <TextField
      label={label}
      error={fieldError(add.error, `personal.${field}`)}
      required
      value={fields[field]}
      onChange={(value) => setFields({ ...fields, [field]: value })}
    />
  );
  return (
    <FormDialog
      title="Add somebody"
      verb="Add them"
      disabled={
        add.isPending || preview.data?.ok !== true || Object.values(fields).some((value) => value.trim() === "")
      }
      error={add.error ?? preview.error}
      onSubmit={() => add.mutate()}
      onClose={onClose}
    >
      {text("name", "Name")}
      {text("mail", "Mail address")}
      <Choice legend="Part in the account" choices={PARTS} value={role} onChange={setRole} />
      <EffectFrame seen={preview.data} />
      <ReasonField value={fields.reason} onChange={(reason) => setFields({ ...fields, reason })} />
    </FormDialog>
  );
}
