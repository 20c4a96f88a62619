import { useState } from "react";
import type { ResolutionWish } from "../api/errors.ts";
import { Check, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";

type In = ResolutionWish["in"];

const CHOICES: { value: In; label: string; hint: string }[] = [
  {
    value: "next-release",
    label: "In the next release",
    hint: "Events of the newest release and older ones do not bring it back.",
  },
  {
    value: "current-release",
    label: "In the newest release",
    hint: "Events of older releases do not bring it back.",
  },
  { value: "release", label: "In this release", hint: "As for the newest one." },
  { value: "now", label: "Now", hint: "Any event from here on brings it back." },
];

interface ResolveDialogProps {
  /** `WEB-1A` or `3 issues`. */
  what: string;
  /** Offered as the release to resolve in. */
  release: string | null;
  resolve: (resolution: ResolutionWish) => void;
  onClose: () => void;
}

/** Asks in which release something is fixed. */
export function ResolveDialog({ what, release: newest, resolve, onClose }: ResolveDialogProps) {
  const [chosen, setChosen] = useState<In>("next-release");
  const [release, setRelease] = useState(newest ?? "");
  const title = `Resolve ${what}`;
  return (
    <FormDialog
      title={title}
      verb="Resolve"
      disabled={chosen === "release" && release.trim() === ""}
      error={null}
      onSubmit={() => {
        onClose();
        resolve(chosen === "release" ? { in: chosen, release: release.trim() } : { in: chosen });
      }}
      onClose={onClose}
    >
      <fieldset className="stack">
        <legend className="visually-hidden">When it is fixed</legend>
        {CHOICES.map(({ value, label, hint }) => (
          <Check
            key={value}
            among="resolution"
            label={label}
            hint={hint}
            checked={chosen === value}
            onChange={() => setChosen(value)}
          />
        ))}
      </fieldset>
      {chosen === "release" && (
        <TextField label="Release" value={release} onChange={setRelease} required maxLength={200} spellCheck={false} />
      )}
    </FormDialog>
  );
}
