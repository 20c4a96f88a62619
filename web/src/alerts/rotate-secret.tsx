import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { AlertReceiverView } from "../../../workers/alerts/view.ts";
import { alertsApi } from "../api/alerts.ts";
import { FormDialog } from "../ui/form-dialog.tsx";
import { Moment } from "../ui/moment.tsx";
import { ALERTS_KEY } from "./alert-queries.ts";
import { SigningSecret } from "./signing-secret.tsx";

/** Makes a new signing secret, after saying what becomes of the old one. */
export function RotateSecret({ receiver, onClose }: { receiver: AlertReceiverView; onClose: () => void }) {
  const queryClient = useQueryClient();
  const rotate = useMutation({
    mutationFn: () => alertsApi.rotateSecret(receiver.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ALERTS_KEY }),
  });
  if (rotate.data?.secret) {
    return <SigningSecret name={receiver.name} secret={rotate.data.secret} onClose={onClose} />;
  }
  return (
    <FormDialog
      title={`Rotate the secret of ${receiver.name}`}
      verb="Make a new secret"
      disabled={rotate.isPending}
      error={rotate.error}
      onSubmit={() => rotate.mutate()}
      onClose={onClose}
    >
      <p>
        A new secret signs from now on. The one before goes on signing beside it for a day, so that nothing is refused
        while the program that receives them changes over.
      </p>
      <ul className="muted">
        {receiver.secrets.map(({ hint, createdAtMs, expiresAtMs }) => (
          <li key={createdAtMs}>
            <code>…{hint}</code> made <Moment atMs={createdAtMs} />
            {expiresAtMs !== null && (
              <>
                , ends <Moment atMs={expiresAtMs} />
              </>
            )}
          </li>
        ))}
      </ul>
    </FormDialog>
  );
}
