import { useMutation } from "@tanstack/react-query";
import type { PersonView } from "../../../workers/identity/view.ts";
import { identityApi } from "../api/identity.ts";
import { Dialog } from "../ui/dialog.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
import { OneTimeLink } from "./one-time-link.tsx";

/** Makes a sign-in link for somebody who lost their passkey, after saying what it does. */
export function SignInLinkDialog({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const make = useMutation({ mutationFn: () => identityApi.signInLink(person.id) });
  const name = person.name || person.email;
  const title = `Sign-in link for ${name}`;
  if (make.data) return <OneTimeLink title={title} link={make.data} whom={name} onClose={onClose} />;
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-body">
        <h2>{title}</h2>
        <p>
          Whoever opens the link is signed in as {name}, with their roles. If they use an authenticator app, its code is
          still asked for. The audit log names you.
        </p>
        <FormFailure error={make.error} />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="button primary" disabled={make.isPending} onClick={() => make.mutate()}>
            Make the link
          </button>
        </div>
      </div>
    </Dialog>
  );
}
