import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ProjectKeyView } from "../../../workers/errors/view.ts";
import { errorsApi } from "../api/errors.ts";
import { Check, Field, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";

const WINDOWS = [
  { seconds: 60, title: "minute" },
  { seconds: 3_600, title: "hour" },
  { seconds: 86_400, title: "day" },
];
const FIRST_LIMIT = { count: 1_000, windowSeconds: 60 };

interface KeyDialogProps {
  slug: string;
  /** Null makes a new one. */
  projectKey: ProjectKeyView | null;
  onClose: () => void;
}

/** A key's name and rate limit. */
export function KeyDialog({ slug, projectKey, onClose }: KeyDialogProps) {
  const [label, setLabel] = useState(projectKey?.label ?? "");
  const [rateLimit, setRateLimit] = useState(projectKey?.rateLimit ?? null);
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: async () => {
      const id = projectKey?.id ?? (await errorsApi.createKey(slug, label)).id;
      if (projectKey || rateLimit) await errorsApi.changeKey(slug, id, { label, rateLimit });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["project", slug] }),
    onSuccess: onClose,
  });
  const title = projectKey ? `Change ${projectKey.label}` : "New key";
  return (
    <FormDialog
      title={title}
      verb={projectKey ? "Save the key" : "Create the key"}
      disabled={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="Who uses it: Production, Mobile app, CI."
        value={label}
        onChange={setLabel}
        required
        maxLength={60}
        autoFocus
      />
      <Check
        label="Limit its rate"
        hint="What comes over the limit is refused and counted as limited. SDKs then wait by themselves."
        checked={rateLimit !== null}
        onChange={(on) => setRateLimit(on ? FIRST_LIMIT : null)}
      />
      {rateLimit && (
        <div className="line-up">
          <TextField
            label="Events"
            type="number"
            min={1}
            max={1_000_000_000}
            className="short"
            required
            value={String(rateLimit.count)}
            onChange={(count) => setRateLimit({ ...rateLimit, count: Number(count) })}
          />
          <Field label="In each">
            {(control) => (
              <select
                {...control}
                className="input short"
                value={rateLimit.windowSeconds}
                onChange={(event) => setRateLimit({ ...rateLimit, windowSeconds: Number(event.target.value) })}
              >
                {WINDOWS.map(({ seconds, title: name }) => (
                  <option key={seconds} value={seconds}>
                    {name}
                  </option>
                ))}
                {!WINDOWS.some(({ seconds }) => seconds === rateLimit.windowSeconds) && (
                  <option value={rateLimit.windowSeconds}>{rateLimit.windowSeconds} s</option>
                )}
              </select>
            )}
          </Field>
        </div>
      )}
    </FormDialog>
  );
}
