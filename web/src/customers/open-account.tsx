import { useState } from "react";
import { KEYMAP } from "../keyboard/keymap.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { useMay } from "../shell/me.ts";
import { onDemand } from "../ui/on-demand.tsx";

const OpenAccountDialog = onDemand(() => import("./dialog/open-account-dialog.tsx"), { what: "The dialog" });

/** The way to a new account by button, key and search, for whoever may open one. */
export function OpenAccount() {
  return useMay("billing:write") ? <OpenAccountButton /> : null;
}

function OpenAccountButton() {
  const [isOpen, setOpen] = useState(false);
  useKeys({ "account.open": () => setOpen(true) });
  return (
    <>
      <button type="button" className="button" title={`Key ${KEYMAP["account.open"][0]}`} onClick={() => setOpen(true)}>
        Open an account
      </button>
      {isOpen && <OpenAccountDialog onClose={() => setOpen(false)} />}
    </>
  );
}
