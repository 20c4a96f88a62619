import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AccountRow } from "../../../workers/billing/account/view.ts";
import { DAY_MS } from "../../../workers/kit/time.ts";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { counted } from "../words/number.ts";
import { tagsOf } from "./account-words.ts";
import { type BulkOutcome, runOnEach } from "./bulk-run.ts";
import type { Asked } from "./customers-api.ts";
import { DateField, dayEnd, dayOf } from "./date-field.tsx";
import { ReasonField } from "./reason-field.tsx";

/** When a comp is looked at again, unless another day is chosen. */
const REVIEW_AGAIN_MS = 180 * DAY_MS;

interface BulkDialogProps {
  accounts: readonly AccountRow[];
  onClose: () => void;
}

/** Adds and removes tags of many accounts. */
export function BulkTagsDialog({ accounts, onClose }: BulkDialogProps) {
  const [added, setAdded] = useState("");
  const [removed, setRemoved] = useState("");
  const [add, remove] = [tagsOf(added), tagsOf(removed)];
  const gets = accounts.filter(({ tags }) => add.some((tag) => !tags.includes(tag))).length;
  const loses = accounts.filter(({ tags }) => remove.some((tag) => tags.includes(tag))).length;
  const effect = [
    ...(add.length > 0
      ? [`${counted(gets, "account")} of ${accounts.length} get what they lack of ${hashed(add)}.`]
      : []),
    ...(remove.length > 0
      ? [`${counted(loses, "account")} of ${accounts.length} lose what they have of ${hashed(remove)}.`]
      : []),
  ];
  return (
    <BulkDialog
      title={`Tag ${counted(accounts.length, "account")}`}
      verb="Tag them"
      accounts={accounts}
      effect={effect}
      asked={(reason) => () => ({ command: "account.tag", input: { add, remove }, reason })}
      onClose={onClose}
    >
      <TextField label="Add" hint="With spaces between them." value={added} onChange={setAdded} />
      <TextField label="Remove" value={removed} onChange={setRemoved} />
    </BulkDialog>
  );
}

const hashed = (tags: readonly string[]): string => tags.map((tag) => `#${tag}`).join(", ");

/** Says of many comps that somebody looked at them, and when to look again. */
export function BulkReviewDialog({ accounts, onClose }: BulkDialogProps) {
  const comped = accounts.filter(({ waiverId }) => waiverId !== null);
  const [day, setDay] = useState(() => dayOf(Date.now() + REVIEW_AGAIN_MS));
  const effect = [
    `${counted(comped.length, "comp")} go on as they are${day === "" ? ", and nobody is asked to look again" : ""}.`,
    ...(comped.length < accounts.length
      ? [`${counted(accounts.length - comped.length, "account")} without a comp stay as they are.`]
      : []),
  ];
  return (
    <BulkDialog
      title={`Review ${counted(comped.length, "comp")}`}
      verb="Let them be"
      accounts={comped}
      effect={comped.length === 0 ? [] : effect}
      asked={(reason) =>
        ({ waiverId }) => ({ command: "waiver.review", input: { waiverId, nextReviewMs: dayEnd(day) }, reason })}
      onClose={onClose}
    >
      <DateField label="Look again on" hint="Empty: never." value={day} onChange={setDay} />
    </BulkDialog>
  );
}

interface FrameProps extends BulkDialogProps {
  title: string;
  verb: string;
  /** What it would do; nothing while a field is missing. */
  effect: readonly string[];
  asked: (reason: string) => (account: AccountRow) => Asked;
  children: React.ReactNode;
}

/** Asks for a command on many accounts: its effect, why, how far it is, and who refused it. */
function BulkDialog({ title, verb, accounts, effect, asked, onClose, children }: FrameProps) {
  const [reason, setReason] = useState("");
  const [done, setDone] = useState(0);
  const [key] = useState(() => crypto.randomUUID());
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: () => runOnEach(accounts, asked(reason), key, setDone),
    onSuccess: async (outcomes) => {
      await queryClient.invalidateQueries({ queryKey: ["customers"] });
      if (outcomes.every(({ refused }) => refused === null)) onClose();
    },
  });
  const refused = run.data?.filter((outcome) => outcome.refused !== null) ?? [];
  return (
    <FormDialog
      title={title}
      verb={run.isSuccess ? "Close" : run.isPending ? `${done} of ${accounts.length}` : verb}
      disabled={run.isPending || effect.length === 0 || reason.trim() === ""}
      error={run.error}
      onSubmit={() => (run.isSuccess ? onClose() : run.mutate())}
      onClose={onClose}
    >
      {children}
      <div className="effect-frame" aria-live="polite">
        {effect.length === 0 && <p className="effect muted">What it does shows here, before it is done.</p>}
        {effect.length > 0 && (
          <ul className="effect">
            {effect.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
      <Refusals outcomes={refused} />
      <ReasonField value={reason} onChange={setReason} />
    </FormDialog>
  );
}

function Refusals({ outcomes }: { outcomes: readonly BulkOutcome[] }) {
  if (outcomes.length === 0) return null;
  return (
    <ul className="plain field-error" role="alert">
      {outcomes.map(({ account, refused }) => (
        <li key={account.id}>
          {account.name}: {refused}
        </li>
      ))}
    </ul>
  );
}
