import { useMutation, useQueryClient } from "@tanstack/react-query";
import { errorsApi } from "../api/errors.ts";
import { useMay } from "../shell/me.ts";
import { useDraft } from "../ui/draft.ts";
import { DraftFoot } from "../ui/draft-foot.tsx";
import { Form } from "../ui/form.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
import { useToasts } from "../ui/toast.tsx";
import { GroupingTrialPanel } from "./grouping-trial.tsx";
import { useProject } from "./project.ts";
import { RulesField } from "./rules-field.tsx";
import { useGroupingTrial } from "./use-grouping-trial.ts";
import "../styles/rules.css";

/** The rules by which a project's events become issues, tried on its last event while they are written. */
export function GroupingForm() {
  const { slug, settings } = useProject();
  const { fingerprintRules, stackTraceRules } = settings;
  const mayWrite = useMay("project:write");
  const draft = useDraft(`grouping.${slug}`, { fingerprintRules, stackTraceRules });
  const trial = useGroupingTrial(slug, draft.values, draft.changed);
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const save = useMutation({
    mutationFn: () => errorsApi.changeProject(slug, { settings: draft.values }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["project", slug] });
      draft.clear();
      toasts.say("Grouping rules saved. They hold for events that arrive from now on");
    },
  });
  return (
    <Form className="form rules-form" onSubmit={() => save.mutate()}>
      <fieldset className="form" disabled={!mayWrite}>
        <h2>Grouping</h2>
        <RulesField
          label="Fingerprint rules"
          hint={
            <>
              One per line; the first that matches decides which issue an event is in:{" "}
              <code>{'error.type:DatabaseDown -> database, {{ transaction }} title="Database down"'}</code>
            </>
          }
          value={draft.values.fingerprintRules}
          faults={trial.data?.faults.fingerprintRules ?? []}
          onChange={(text) => draft.change({ fingerprintRules: text })}
        />
        <RulesField
          label="Stack trace rules"
          hint={
            <>
              One per line; all that match say which frames are the application's own and which count:{" "}
              <code>{"stack.module:shop.vendor.* -app -group"}</code>
            </>
          }
          value={draft.values.stackTraceRules}
          faults={trial.data?.faults.stackTraceRules ?? []}
          onChange={(text) => draft.change({ stackTraceRules: text })}
        />
        {draft.changed && <GroupingTrialPanel trial={trial} />}
        <FormFailure error={save.error} />
        {mayWrite && <DraftFoot verb="Save rules" busy={save.isPending} draft={draft} />}
      </fieldset>
    </Form>
  );
}
