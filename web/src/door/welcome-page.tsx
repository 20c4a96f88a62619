import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { doorApi } from "../api/door.ts";
import { TextField } from "../ui/field.tsx";
import { fieldError } from "../ui/form-failure.tsx";
import { Door } from "./door.tsx";
import { NameForm } from "./name-form.tsx";
import { OfferPasskey } from "./offer-passkey.tsx";
import { useToken } from "./token.ts";

/** The first visitor, with the link that the server printed, becomes the owner. */
export function WelcomePage() {
  const token = useToken();
  const [email, setEmail] = useState("");
  const claim = useMutation({
    mutationFn: (name: string) => doorApi.becomeFirstOwner({ token: token ?? "", name, email: email.trim() }),
  });
  if (claim.isSuccess) return <OfferPasskey />;
  if (!token) {
    return (
      <Door title="Welcome" sentence="The address holds no link. The server printed one when it started; open that.">
        <Link to="/sign-in" className="button block">
          Go to sign-in
        </Link>
      </Door>
    );
  }
  return (
    <Door
      title="Welcome to Apiary"
      sentence="You are the first here, so you become the owner: you invite everybody else."
    >
      <NameForm verb="Become the owner" disabled={claim.isPending} error={claim.error} enter={claim.mutate}>
        <TextField
          label="Mail address"
          hint="You sign in with it where you have no passkey."
          type="email"
          autoComplete="email"
          value={email}
          onChange={setEmail}
          error={fieldError(claim.error, "email")}
          required
        />
      </NameForm>
    </Door>
  );
}
