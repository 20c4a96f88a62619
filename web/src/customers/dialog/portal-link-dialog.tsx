import { useMutation } from "@tanstack/react-query";
import { useSendKey } from "../../api/send-key.ts";
import { FormDialog } from "../../ui/form-dialog.tsx";
import { customersApi } from "../customers-api.ts";
import type { DialogProps } from "./dialog-props.ts";

/** Has a link to the customers' pages mailed to somebody; who asks for it never sees it. */
export function PortalLinkDialog({ view, on, onClose }: DialogProps) {
  const person = view.people.find(({ id }) => id === on);
  const keyOf = useSendKey();
  const send = useMutation({
    mutationFn: () => customersApi.sendPortalLink(view.account.id, person?.id ?? "", keyOf(person?.id)),
  });
  if (!person) return null;
  return (
    <FormDialog
      title={`Send ${person.name} a link to their account`}
      verb={send.isSuccess ? "Done" : "Send it"}
      disabled={send.isPending}
      error={send.error}
      onSubmit={() => (send.isSuccess ? onClose() : send.mutate())}
      onClose={onClose}
    >
      {send.isSuccess ? (
        <p role="status">The link is on its way to {person.mail}.</p>
      ) : (
        <ul className="effect">
          <li>A mail to {person.mail} with a link that works once, for 15 minutes.</li>
          <li>The customer sees under Activity that it was sent.</li>
        </ul>
      )}
    </FormDialog>
  );
}
