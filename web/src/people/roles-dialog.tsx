import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PersonView } from "../../../workers/identity/view.ts";
import { identityApi } from "../api/identity.ts";
import { Dialog } from "../ui/dialog.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
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
    <Dialog title={title} onClose={onClose}>
      <Form className="" onSubmit={() => save.mutate()}>
        <h2>{title}</h2>
        <RoleBoxes roles={roles} onChange={setRoles} />
        <FormFailure error={save.error} />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={save.isPending}>
            Save roles
          </button>
        </div>
      </Form>
    </Dialog>
  );
}
