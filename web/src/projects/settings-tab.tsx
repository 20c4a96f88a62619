import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { errorsApi } from "../api/errors.ts";
import { useMay } from "../shell/me.ts";
import { Confirm } from "../ui/confirm.tsx";
import { useDraft } from "../ui/draft.ts";
import { DraftFoot } from "../ui/draft-foot.tsx";
import { Check, TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure, fieldError } from "../ui/form-failure.tsx";
import { useToasts } from "../ui/toast.tsx";
import { Discarded } from "./discarded.tsx";
import { GroupingForm } from "./grouping-form.tsx";
import { GroupingVersion } from "./grouping-version.tsx";
import { ListField } from "./list-field.tsx";
import { useProject } from "./project.ts";
import { formOf, settingsOf } from "./settings-form.ts";

/** What the project keeps, hides and takes. */
export function SettingsTab() {
  const { slug, project, settings } = useProject();
  const mayWrite = useMay("project:write");
  const draft = useDraft(`settings.${slug}`, formOf(project.name, settings));
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const form = draft.values;
  const save = useMutation({
    mutationFn: () => errorsApi.changeProject(slug, { name: form.name.trim(), settings: settingsOf(form) }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["project", slug] });
      draft.clear();
      toasts.say("Settings saved");
    },
  });
  const error = (field: string) => fieldError(save.error, `settings.${field}`);
  return (
    <div className="stack wide">
      <Form onSubmit={() => save.mutate()}>
        <fieldset className="form" disabled={!mayWrite}>
          <TextField
            label="Name"
            value={form.name}
            onChange={(name) => draft.change({ name })}
            error={fieldError(save.error, "name")}
            required
            maxLength={60}
          />
          <h2>Personal data</h2>
          <Check
            label="Hide what looks like a secret"
            hint="Passwords, tokens, keys and card numbers become [Filtered] before anything is stored."
            checked={form.scrubDefaults}
            onChange={(scrubDefaults) => draft.change({ scrubDefaults })}
          />
          <ListField
            label="Hide these fields too"
            hint="One name per line. The value of any field of that name is hidden, and everything in it."
            value={form.scrubFields}
            onChange={(scrubFields) => draft.change({ scrubFields })}
            error={error("scrubFields")}
          />
          <ListField
            label="Never hide these"
            hint="One path per line, such as extra.credentials."
            value={form.safeFields}
            onChange={(safeFields) => draft.change({ safeFields })}
            error={error("safeFields")}
          />
          <Check
            label="Keep addresses of users"
            hint="Off: IP addresses are removed before storage, and users are told apart by id only."
            checked={form.storeIpAddresses}
            onChange={(storeIpAddresses) => draft.change({ storeIpAddresses })}
          />
          <h2>Browsers</h2>
          <ListField
            label="Allowed origins"
            hint="One per line, such as https://shop.example.com or *.example.com. Empty: any page may send."
            value={form.allowedOrigins}
            onChange={(allowedOrigins) => draft.change({ allowedOrigins })}
            error={error("allowedOrigins")}
          />
          <h2>Retention</h2>
          <TextField
            label="Days to keep events"
            type="number"
            min={1}
            max={3_650}
            className="short"
            value={form.retentionDays}
            onChange={(retentionDays) => draft.change({ retentionDays })}
            error={error("retentionDays")}
            required
          />
          <TextField
            label="Events to keep at most"
            hint="Beyond it the least telling events go first: what repeats is sampled, what is rare stays. Counts stay exact."
            type="number"
            min={100}
            max={20_000_000}
            className="short"
            value={form.maxEvents}
            onChange={(maxEvents) => draft.change({ maxEvents })}
            error={error("maxEvents")}
            required
          />
          <FormFailure error={save.error} />
          {mayWrite ? (
            <DraftFoot verb="Save settings" busy={save.isPending} draft={draft} />
          ) : (
            <p className="hint">
              Changing these needs the role developer, ops or owner. An owner gives it, under People.
            </p>
          )}
        </fieldset>
      </Form>
      <GroupingForm />
      <GroupingVersion />
      <Discarded slug={slug} />
      <DeleteProject slug={slug} name={project.name} />
    </div>
  );
}

function DeleteProject({ slug, name }: { slug: string; name: string }) {
  const [asking, setAsking] = useState(false);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  if (!useMay("project:admin")) return null;
  return (
    <section className="stack">
      <h2>Delete</h2>
      <p className="muted">Deletes the project with all its issues, events and keys.</p>
      <div>
        <button type="button" className="button danger long" onClick={() => setAsking(true)}>
          Delete {name}
        </button>
      </div>
      {asking && (
        <Confirm
          title={`Delete ${name}`}
          verb="Delete the project"
          act={async () => {
            await errorsApi.deleteProject(slug);
            await navigate({ to: "/projects" });
            queryClient.removeQueries({ queryKey: ["project", slug] });
            await queryClient.invalidateQueries({ queryKey: ["projects"] });
          }}
          onClose={() => setAsking(false)}
        >
          <p>
            Every issue, event, attachment and key of <strong>{name}</strong> goes. Programs that send to it are
            refused. It cannot be undone.
          </p>
        </Confirm>
      )}
    </section>
  );
}
