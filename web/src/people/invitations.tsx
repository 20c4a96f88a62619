import { useQueryClient } from "@tanstack/react-query";
import type { InvitationView } from "../../../workers/identity/view.ts";
import { identityApi } from "../api/identity.ts";
import { Moment } from "../ui/moment.tsx";
import { useToasts } from "../ui/toast.tsx";

/** Invitations that nobody has taken yet. */
export function Invitations({ invitations, mayAdmin }: { invitations: InvitationView[]; mayAdmin: boolean }) {
  const queryClient = useQueryClient();
  const toasts = useToasts();
  if (invitations.length === 0) return null;
  const withdraw = async ({ id, email }: InvitationView) => {
    try {
      await identityApi.withdrawInvitation(id);
      await queryClient.invalidateQueries({ queryKey: ["people"] });
      toasts.say(`The invitation for ${email} no longer works`);
    } catch (error) {
      toasts.sayFailure("The invitation stands.", error);
    }
  };
  return (
    <section className="stack" aria-labelledby="invitations">
      <h2 id="invitations">Open invitations</h2>
      <ul className="list">
        {invitations.map((invitation) => (
          <li key={invitation.id}>
            <div className="grow">
              <div className="name clip">{invitation.email}</div>
              <div className="muted small">
                {invitation.roles.join(", ")} · by {invitation.invitedBy} · ends{" "}
                <Moment atMs={invitation.expiresAtMs} />
              </div>
            </div>
            {mayAdmin && (
              <button type="button" className="button small danger" onClick={() => withdraw(invitation)}>
                Withdraw
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
