import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Role } from "../../../workers/identity/role.ts";
import { identityApi } from "../api/identity.ts";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { OneTimeLink } from "./one-time-link.tsx";
import { RoleBoxes } from "./role-boxes.tsx";

/** Makes an invitation; its link is shown once, to be passed on by whatever way suits. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<Role[]>(["developer"]);
  const queryClient = useQueryClient();
  const invite = useMutation({
    mutationFn: () => identityApi.invite(email.trim(), roles),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["people"] }),
  });
  if (invite.data) {
    return <OneTimeLink title={`Invitation for ${email}`} link={invite.data} whom={email} onClose={onClose} />;
  }
  const wrongAddress = fieldError(invite.error, "email");
  return (
    <FormDialog
      title="Invite somebody"
      verb="Make the invitation"
      disabled={invite.isPending || roles.length === 0}
      error={wrongAddress ? null : invite.error}
      onSubmit={() => invite.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Mail address"
        hint="They sign in with it. No mail is sent: you get a link to pass on."
        type="email"
        value={email}
        onChange={setEmail}
        error={wrongAddress}
        required
        autoFocus
        autoComplete="off"
      />
      <RoleBoxes roles={roles} onChange={setRoles} />
    </FormDialog>
  );
}
