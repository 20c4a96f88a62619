import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PasskeyView } from "../../../workers/identity/view.ts";
import { identityApi } from "../api/identity.ts";
import { addPasskey } from "../api/passkey.ts";
import { passkeysQuery } from "../api/queries.ts";
import { Confirm } from "../ui/confirm.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { CEREMONY_WORDS } from "./ceremony-words.ts";
import { deviceName } from "./device-name.ts";

/** The passkeys of who is signed in: add one per device, remove what is lost. */
export function Passkeys() {
  const query = useQuery(passkeysQuery);
  const queryClient = useQueryClient();
  const [removing, setRemoving] = useState<PasskeyView | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ["passkeys"] }),
      queryClient.invalidateQueries({ queryKey: ["me"] }),
    ]);
  const add = async () => {
    setFailure(null);
    try {
      const added = await addPasskey(deviceName(navigator.userAgent));
      if (!added.ok) setFailure(CEREMONY_WORDS[added.reason]);
      await refresh();
    } catch (error) {
      setFailure(error);
    }
  };
  const passkeys = query.data?.passkeys;
  return (
    <section className="stack" aria-labelledby="passkeys">
      <div className="line-up apart">
        <h2 id="passkeys">Passkeys</h2>
        <button type="button" className={passkeys?.length === 0 ? "button primary" : "button"} onClick={add}>
          <Icon name="plus" />
          Add a passkey
        </button>
      </div>
      <p className="muted">
        A passkey signs you in with a touch, a look or a PIN. Nothing can be phished or forgotten.
      </p>
      <FormFailure error={failure} />
      {query.isPending && <SkeletonRows count={1} what="passkeys" />}
      {query.isError && !passkeys && <Failed what="Your passkeys" error={query.error} retry={query.refetch} />}
      {passkeys?.length === 0 && (
        <p className="notice warn">
          <Icon name="warning" />
          You have no passkey. Without one, each sign-in needs a new one-time link.
        </p>
      )}
      {passkeys && passkeys.length > 0 && (
        <ul className="list">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <Icon name="key" />
              <span className="grow clip">{passkey.name ?? "Passkey"}</span>
              <span className="muted small">
                added <Moment atMs={passkey.createdAtMs} />
              </span>
              <button type="button" className="button small danger" onClick={() => setRemoving(passkey)}>
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      {removing && (
        <Confirm
          title={`Remove ${removing.name ?? "this passkey"}`}
          verb="Remove the passkey"
          act={async () => {
            await identityApi.removePasskey(removing.id);
            await refresh();
          }}
          onClose={() => setRemoving(null)}
        >
          <p>
            It no longer signs you in.
            {passkeys?.length === 1 && " It is your last one: from then on you need a one-time link."}
          </p>
        </Confirm>
      )}
    </section>
  );
}
