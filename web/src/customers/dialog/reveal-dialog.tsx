import { useMutation } from "@tanstack/react-query";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { customersApi } from "../customers-api.ts";
import type { DialogProps } from "./dialog-props.ts";
import { useLookReason } from "./look-reason.tsx";

/** Shows who an account's people are, for a reason that the audit log keeps. */
export function RevealDialog(props: DialogProps) {
  const { view } = props;
  const { reason, field, close } = useLookReason(props, "reveal");
  const reveal = useMutation({ mutationFn: () => customersApi.reveal(view.account.id, reason), gcTime: 0 });
  const people = reveal.data?.people;
  const roleOf = (personId: string) => view.people.find(({ id }) => id === personId)?.role ?? "";
  return (
    <FormDialog
      title="Show names and mails"
      verb={people ? "Done" : "Show"}
      disabled={reveal.isPending || reason.trim() === ""}
      error={reveal.error}
      onSubmit={() => (people ? close() : reveal.mutate())}
      onClose={close}
    >
      {people ? (
        <ul className="plain">
          {people.map(({ id, personal }) => (
            <li key={id}>
              {personal ? `${personal.name}, ${personal.mail}` : "erased"} <span className="muted">{roleOf(id)}</span>
            </li>
          ))}
        </ul>
      ) : (
        field
      )}
    </FormDialog>
  );
}
