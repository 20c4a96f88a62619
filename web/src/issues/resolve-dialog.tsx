import { useState } from "react";
import type { ResolutionWish } from "../api/errors.ts";
import { Check, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";

/** Fewest characters that name a commit; the server asks for as many. */
const COMMIT_CHARS_MIN = 7;

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
  {
    value: "upcoming-release",
    label: "In the upcoming release",
    hint: "The first newer release that comes, from an event or a tool, is the one that it is resolved in.",
  },
  { value: "release", label: "In this release", hint: "As for the newest one." },
  {
    value: "commit",
    label: "With this commit",
    hint: "Once a release has it, as sentry-cli tells with set-commits, it is resolved in that release.",
  },
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
  const [commit, setCommit] = useState("");
  const title = `Resolve ${what}`;
  return (
    <FormDialog
      title={title}
      verb="Resolve"
      disabled={
        (chosen === "release" && release.trim() === "") ||
        (chosen === "commit" && commit.trim().length < COMMIT_CHARS_MIN)
      }
      error={null}
      onSubmit={() => {
        onClose();
        if (chosen === "release") resolve({ in: chosen, release: release.trim() });
        else if (chosen === "commit") resolve({ in: chosen, commit: commit.trim(), repository: null });
        else resolve({ in: chosen });
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
      {chosen === "commit" && (
        <TextField
          label="Commit"
          hint={`Its SHA, ${COMMIT_CHARS_MIN} characters of it at least.`}
          value={commit}
          onChange={setCommit}
          required
          maxLength={64}
          spellCheck={false}
        />
      )}
    </FormDialog>
  );
}
