import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Scope } from "../../../workers/identity/role.ts";
import { identityApi } from "../api/identity.ts";
import { useMe } from "../shell/me.ts";
import { Check, Field, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import { SCOPE_NAMES, SCOPE_WORDS } from "./scope-words.ts";

const LIFETIMES = [
  { days: 30, title: "30 days" },
  { days: 90, title: "90 days" },
  { days: 365, title: "1 year" },
  { days: 0, title: "never" },
];

/** What sentry-cli needs to upload source maps and make releases. */
const USUAL_SCOPES: Scope[] = ["org:read", "project:read", "project:releases"];

/** Makes a token and shows it, once. */
export function NewTokenDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState("");
  const [days, setDays] = useState(90);
  const [scopes, setScopes] = useState<Scope[]>(USUAL_SCOPES);
  const own = useMe()?.person.scopes ?? [];
  const queryClient = useQueryClient();
  const make = useMutation({
    mutationFn: () => identityApi.createToken({ name: name.trim(), scopes, expiresInDays: days === 0 ? null : days }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["tokens"] }),
  });
  if (make.data) {
    return (
      <ShownOnce title={`Token ${name}`} text={make.data.token} what="token" onClose={onClose}>
        Put it where it is used now. Only its hash is kept, so it is not shown again.
      </ShownOnce>
    );
  }
  return (
    <FormDialog
      title="New token"
      wide
      verb="Create the token"
      disabled={make.isPending || scopes.length === 0}
      error={make.error}
      onSubmit={() => make.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="What uses it: CI, deploy script."
        value={name}
        onChange={setName}
        required
        maxLength={60}
        autoFocus
      />
      <fieldset className="field">
        <legend>Scopes</legend>
        <p className="hint">No more than you have yourself.</p>
        <div className="check-grid">
          {SCOPE_NAMES.map((scope) => (
            <Check
              key={scope}
              label={<code>{scope}</code>}
              hint={SCOPE_WORDS[scope]}
              checked={scopes.includes(scope)}
              disabled={!own.includes(scope)}
              onChange={(on) => setScopes(SCOPE_NAMES.filter((n) => (n === scope ? on : scopes.includes(n))))}
            />
          ))}
        </div>
      </fieldset>
      <Field label="Ends after">
        {(control) => (
          <select
            {...control}
            className="input short"
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {LIFETIMES.map((lifetime) => (
              <option key={lifetime.days} value={lifetime.days}>
                {lifetime.title}
              </option>
            ))}
          </select>
        )}
      </Field>
    </FormDialog>
  );
}
