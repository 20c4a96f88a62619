import { useMutation } from "@tanstack/react-query";
import type { PersonView } from "../../../workers/identity/view.ts";
import { identityApi } from "../api/identity.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { OneTimeLink } from "./one-time-link.tsx";

/** Makes a sign-in link for somebody who lost their passkey, after saying what it does. */
export function SignInLinkDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const make = useMutation({ mutationFn: () => identityApi.signInLink(person.id) });
  const name = person.name || person.email;
  const title = `Sign-in link for ${name}`;
  if (make.data) return <OneTimeLink title={title} link={make.data} whom={name} onClose={onClose} />;
  return (
    <FormDialog
      title={title}
      verb="Make the link"
      disabled={make.isPending}
      error={make.error}
      onSubmit={() => make.mutate()}
      onClose={onClose}
    >
      <p>
        Whoever opens the link is signed in as {name}, with their roles. If they use an authenticator app, its code is
        still asked for. The audit log names you.
      </p>
    </FormDialog>
  );
}
