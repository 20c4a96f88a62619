import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { totpApi } from "../api/door.ts";
import { Confirm } from "../ui/confirm.tsx";
import { Icon } from "../ui/icon.tsx";
import { EnrolDialog } from "./enrol-dialog.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";

/** The authenticator app that is asked for beside a one-time link. */
export function Authenticator({ enrolled }: { enrolled: boolean }) {
  const [open, setOpen] = useState<"enrol" | "remove" | "renew" | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ["me"] });
  const close = () => setOpen(null);
  return (
    <section className="stack" aria-labelledby="authenticator">
      <div className="line-up apart">
        <h2 id="authenticator">Authenticator app</h2>
        {enrolled ? (
          <span className="line-up">
            <button type="button" className="button" onClick={() => setOpen("renew")}>
              New recovery codes
            </button>
            <button type="button" className="button danger" onClick={() => setOpen("remove")}>
              Remove
            </button>
          </span>
        ) : (
          <button type="button" className="button" onClick={() => setOpen("enrol")}>
            <Icon name="phone" />
            Set up
          </button>
        )}
      </div>
      <p className="muted">
        {enrolled
          ? "A one-time link alone does not sign you in: the app's code is asked for after it."
          : "With it, a one-time link alone does not sign anybody in as you: the app's code is asked for after it."}
      </p>
      {open === "enrol" && <EnrolDialog onClose={close} enrolled={refresh} />}
      {open === "remove" && (
        <Confirm
          title="Remove the authenticator app"
          verb="Remove the app"
          act={async () => {
            await totpApi.remove();
            await refresh();
          }}
          onClose={close}
        >
          <p>One-time links then sign you in without a code. Its recovery codes stop working.</p>
        </Confirm>
      )}
      {open === "renew" && (
        <Confirm
          title="New recovery codes"
          verb="Make new codes"
          act={async () => {
            setCodes((await totpApi.newRecoveryCodes()).backupCodes);
          }}
          onClose={close}
        >
          <p>The codes that you have now stop working.</p>
        </Confirm>
      )}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />}
    </section>
  );
}
