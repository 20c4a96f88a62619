import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { doorApi } from "../api/door.ts";
import { ProblemError } from "../api/request.ts";
import { FormFailure } from "../ui/form-failure.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Door } from "./door.tsx";
import { NameForm } from "./name-form.tsx";
import { OfferPasskey } from "./offer-passkey.tsx";
import { useToken } from "./token.ts";

/** Somebody who was invited comes in. */
export function InvitationPage() {
  const token = useToken() ?? "";
  const invitation = useQuery({
    queryKey: ["invitation"],
    queryFn: ({ signal }) => doorApi.invitation(token, signal),
    enabled: token !== "",
    retry: false,
    // Accepting uses the link up: a second look at it would fail.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({ mutationFn: (name: string) => doorApi.acceptInvitation(token, name) });
  if (accept.isSuccess) return <OfferPasskey />;
  if (token === "" || invitation.isError) {
    const torn = token === "" || (invitation.error instanceof ProblemError && invitation.error.status === 422);
    return (
      <Door
        title="Invitation"
        sentence={torn && "The address holds no whole invitation. Open the link again from where you got it."}
      >
        {!torn && <FormFailure error={invitation.error} />}
        <Link to="/sign-in" className="button block">
          Go to sign-in
        </Link>
      </Door>
    );
  }
  return (
    <Door
      title="You are invited"
      sentence={
        invitation.data ? (
          `As ${invitation.data.email}, with the roles ${invitation.data.roles.join(", ")}.`
        ) : (
          <Skeleton width={36} />
        )
      }
    >
      <NameForm
        verb="Come in"
        disabled={!invitation.data || accept.isPending}
        error={accept.error}
        enter={accept.mutate}
      />
    </Door>
  );
}
