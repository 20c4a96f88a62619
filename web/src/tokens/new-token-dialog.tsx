import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Scope } from "../../../workers/identity/role.ts";
import { identityApi } from "../api/identity.ts";
import { useMe } from "../shell/me.ts";
import { CopyLine } from "../ui/copy-line.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Check, Field, TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
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
  if (make.data) return <ShownOnce token={make.data.token} name={name} onClose={onClose} />;
  return (
    <Dialog title="New token" wide onClose={onClose}>
      <Form className="" onSubmit={() => make.mutate()}>
        <h2>New token</h2>
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
        <FormFailure error={make.error} />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={make.isPending || scopes.length === 0}>
            Create the token
          </button>
        </div>
      </Form>
    </Dialog>
  );
}

function ShownOnce({ token, name, onClose }: { token: string; name: string; onClose: () => void }) {
  return (
    <Dialog title={`Token ${name}`} wide onClose={onClose}>
      <div className="dialog-body">
        <h2>Token {name}</h2>
        <CopyLine text={token} what="token" />
        <p className="muted">Put it where it is used now. Only its hash is kept, so it is not shown again.</p>
        <div className="dialog-foot">
          <button type="button" className="button primary" onClick={onClose}>
            Done
          </button>
        </div>
      </div>
    </Dialog>
  );
}
