import { useState } from "react";
import { DAY_MS } from "../../../../workers/kit/time.ts";
import { Choice } from "../choice.tsx";
import { CommandDialog } from "../command-dialog.tsx";
import { DateField, dayEnd, dayOf } from "../date-field.tsx";
import { useDialogDraft } from "./dialog-draft.ts";
import type { DialogProps } from "./dialog-props.ts";

const ANSWERS = [
  ["confirm", "It stays as it is", "Somebody looks at it again on the day below."],
  ["extend", "It goes on until another day", "Its days count anew from now: more than a year needs a second person."],
  ["end", "It ends now", "The account pays from its next invoice on."],
] as const;

/** Says of a comp that somebody looked at it: it stays, goes on for longer, or ends. */
export function CompReviewDialog(props: DialogProps) {
  const { view } = props;
  const { waiver } = view;
  const [openedMs] = useState(() => Date.now());
  const draft = useDialogDraft(props, "comp-review", {
    answer: "confirm" as (typeof ANSWERS)[number][0], // one of the answers above
    day: dayOf(openedMs + 180 * DAY_MS),
  });
  const { answer, day } = draft.values;
  const atMs = dayEnd(day);
  if (!waiver) return null;
  const { id: waiverId, planId, planName, employeeId } = waiver;
  const { command, input, verb } = {
    confirm: { command: "waiver.review", input: { waiverId, nextReviewMs: atMs }, verb: "Let it be" },
    extend: {
      command: "waiver.give",
      input: atMs === null ? null : { planId, planName, employeeId, expiresMs: atMs, reviewMs: null },
      verb: "Extend the comp",
    },
    end: { command: "waiver.end", input: { waiverId }, verb: "End the comp" },
  }[answer];
  return (
    <CommandDialog
      view={view}
      title="Review the comp"
      verb={verb}
      command={command}
      input={input}
      onClose={draft.close}
    >
      <p className="muted">
        Given by {waiver.giver.name}: {waiver.reason}
      </p>
      <Choice legend="The comp" choices={ANSWERS} {...draft.field("answer")} />
      {answer !== "end" && (
        <DateField label={answer === "confirm" ? "Look again on" : "Until"} {...draft.field("day")} />
      )}
    </CommandDialog>
  );
}
