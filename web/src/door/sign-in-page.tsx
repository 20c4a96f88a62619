import { useMutation } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { CEREMONY_WORDS } from "../account/ceremony-words.ts";
import { doorApi } from "../api/door.ts";
import { canUsePasskeys, signInWithPasskey } from "../api/passkey.ts";
import { TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
import { Icon } from "../ui/icon.tsx";
import { Door } from "./door.tsx";
import { useEnter } from "./enter.ts";

/** The way in: a passkey first, a one-time link by mail where there is none. */
export function SignInPage() {
  const { next } = useSearch({ from: "/sign-in" });
  const enter = useEnter();
  const passkey = useMutation({
    mutationFn: async () => {
      const signedIn = await signInWithPasskey();
      if (!signedIn.ok) throw CEREMONY_WORDS[signedIn.reason];
      await enter(next);
    },
  });
  return (
    <Door title="Sign in">
      <button
        type="button"
        className="button primary block"
        disabled={passkey.isPending || !canUsePasskeys()}
        onClick={() => passkey.mutate()}
      >
        <Icon name="key" />
        Sign in with a passkey
      </button>
      <FormFailure error={passkey.error} />
      <p className="door-or muted small">or</p>
      <MailLink />
    </Door>
  );
}

function MailLink() {
  const [email, setEmail] = useState("");
  const mail = useMutation({ mutationFn: () => doorApi.mailLink(email.trim()) });
  if (mail.isSuccess) {
    return (
      <div className="notice good" role="status">
        <Icon name="mail" />
        <div className="stack">
          <p>If {email} belongs to somebody here, a link is on its way. It works once, for 15 minutes.</p>
          <button type="button" className="button small" onClick={() => mail.reset()}>
            Use another address
          </button>
        </div>
      </div>
    );
  }
  return (
    <Form className="stack" onSubmit={() => mail.mutate()}>
      <TextField
        label="Mail address"
        type="email"
        autoComplete="email webauthn"
        value={email}
        onChange={setEmail}
        required
      />
      <button type="submit" className="button block" disabled={mail.isPending}>
        <Icon name="mail" />
        Mail me a one-time link
      </button>
      <FormFailure error={mail.error} />
      <p className="muted small">Without mail, an owner can make you a link under People.</p>
    </Form>
  );
}
