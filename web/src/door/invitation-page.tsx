import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { doorApi } from "../api/door.ts";
import { TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure, fieldError } from "../ui/form-failure.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { Door } from "./door.tsx";
import { OfferPasskey } from "./offer-passkey.tsx";
import { useToken } from "./token.ts";

/** Somebody who was invited comes in. */
export function InvitationPage() {
  const token = useToken() ?? "";
  const [name, setName] = useState("");
  const invitation = useQuery({
    queryKey: ["invitation"],
    queryFn: ({ signal }) => doorApi.invitation(token, signal),
    enabled: token !== "",
    retry: false,
    // Accepting uses the link up: a second look at it would fail.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const accept = useMutation({ mutationFn: () => doorApi.acceptInvitation(token, name.trim()) });
  if (accept.isSuccess) return <OfferPasskey />;
  if (token === "" || invitation.isError) {
    return (
      <Door
        title="Invitation"
        sentence={
          token === "" ? "The address holds no invitation. Open the link again from where you got it." : undefined
        }
      >
        <FormFailure error={invitation.error} />
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
      <Form className="stack" onSubmit={() => accept.mutate()}>
        <TextField
          label="Your name"
          autoComplete="name"
          value={name}
          onChange={setName}
          error={fieldError(accept.error, "name")}
          required
          maxLength={60}
          autoFocus
        />
        <FormFailure error={accept.error} />
        <button type="submit" className="button primary block" disabled={!invitation.data || accept.isPending}>
          Come in
        </button>
      </Form>
    </Door>
  );
}
