import { type ReactNode, useState } from "react";
import { onDemand } from "../ui/on-demand.tsx";
import type { AskedCommand } from "./account-command.tsx";

const AccountCommand = onDemand(() => import("./account-command.tsx"), { what: "The dialog" });

/** Lets rows of a list run commands on the accounts that they belong to: how they ask, and the dialog that is open. */
export function useAccountCommand(): { ask: (asked: AskedCommand) => void; dialog: ReactNode } {
  const [asked, setAsked] = useState<AskedCommand | null>(null);
  return { ask: setAsked, dialog: asked && <AccountCommand {...asked} onClose={() => setAsked(null)} /> };
}
