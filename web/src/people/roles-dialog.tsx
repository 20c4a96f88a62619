import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PersonView } from "../../../workers/identity/view.ts";
import { identityApi } from "../api/identity.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { RoleBoxes } from "./role-boxes.tsx";

/** Gives and takes a person's roles. */
export function RolesDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const [roles, setRoles] = useState(person.roles);
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => identityApi.changePerson(person.id, { roles }),
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ["people"] }),
        queryClient.invalidateQueries({ queryKey: ["me"] }),
      ]);
      onClose();
    },
  });
  const title = `Roles of ${person.name || person.email}`;
  return (
    <FormDialog
      title={title}
      verb="Save roles"
      disabled={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <RoleBoxes roles={roles} onChange={setRoles} />
    </FormDialog>
  );
}
