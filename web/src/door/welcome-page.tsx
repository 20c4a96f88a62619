import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { doorApi } from "../api/door.ts";
import { TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure, fieldError } from "../ui/form-failure.tsx";
import { Door } from "./door.tsx";
import { OfferPasskey } from "./offer-passkey.tsx";
import { useToken } from "./token.ts";

/** The first visitor, with the link that the server printed, becomes the owner. */
export function WelcomePage() {
  const token = useToken();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const claim = useMutation({
    mutationFn: () => doorApi.becomeFirstOwner({ token: token ?? "", name: name.trim(), email: email.trim() }),
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
      <Form className="stack" onSubmit={() => claim.mutate()}>
        <TextField
          label="Your name"
          autoComplete="name"
          value={name}
          onChange={setName}
          error={fieldError(claim.error, "name")}
          required
          maxLength={60}
          autoFocus
        />
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
        <FormFailure error={claim.error} />
        <button type="submit" className="button primary block" disabled={claim.isPending}>
          Become the owner
        </button>
      </Form>
    </Door>
  );
}
