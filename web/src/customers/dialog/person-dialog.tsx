import { useState } from "react";
import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import type { DialogProps } from "./dialog-props.ts";

const PARTS = [
  ["admin", "Admin"],
  ["billing", "Billing", "Gets the invoices and mails about money."],
  ["member", "Member"],
] as const;
type Deed = (typeof PARTS)[number][0] | "owner" | "remove";

/** Gives somebody of an account another part, its ownership, or takes them out of it. */
export function PersonDialog({ view, on, onClose }: DialogProps) {
  const person = view.people.find(({ id }) => id === on);
  const [deed, setDeed] = useState<Deed>(person && person.role !== "owner" ? person.role : "member");
  if (!person) return null;
  const { id: personId } = person;
  const isHere = person.endedMs === null;
  const { command, input, verb } =
    deed === "owner"
      ? { command: "account.transfer", input: { toPersonId: personId }, verb: "Make them the owner" }
      : deed === "remove"
        ? { command: "person.remove", input: { personId }, verb: "Take them out" }
        : { command: "person.add", input: { personId, role: deed }, verb: isHere ? "Change the part" : "Take them in" };
  const choices: (readonly [Deed, string, string?])[] = [
    ...PARTS,
    ...(isHere
      ? ([
          ["owner", "Owner", "Who owns it now becomes an admin."],
          ["remove", "None", "They leave the account; the invoices stay as they are."],
        ] as const)
      : []),
  ];
  const same = isHere && deed === person.role;
  return (
    <CommandDialog
      view={view}
      title={`Part of ${person.name}`}
      verb={verb}
      command={command}
      input={same ? null : input}
      onClose={onClose}
    >
      <Choice legend="Part in the account" choices={choices} value={deed} onChange={setDeed} />
    </CommandDialog>
  );
}
