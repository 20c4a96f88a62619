import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import { alertsApi } from "../api/alerts.ts";
import { peopleQuery, projectsQuery, tagValuesQuery } from "../api/queries.ts";
import { useMe } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { useDraft } from "../ui/draft.ts";
import { Form } from "../ui/form.tsx";
import { FormFailure } from "../ui/form-failure.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { SubmitKeys } from "../ui/submit-keys.tsx";
import { ALERTS_KEY, receiversQuery, ruleQuery } from "./alert-queries.ts";
import { RuleFieldset } from "./rule-fieldset.tsx";
import { emptyForm, fieldsOf, formOf, type RuleForm } from "./rule-form.ts";
import { RulePreview } from "./rule-preview.tsx";
import { FormSentence } from "./rule-sentence.tsx";
import "../styles/alerts.css";

/** Makes a rule. */
export function NewRulePage() {
  const { project } = useSearch({ from: "/shell/alerts/new" });
  const me = useMe()?.person.id;
  return (
    <Page title="New rule" sentence="A rule is a sentence: when what happens where, tell whom, and how often.">
      {/* Whose it is shows once it is known; what was typed before stays. */}
      <RuleEditor draft="new-rule" saved={emptyForm(project, me)} rule={null} />
    </Page>
  );
}

/** Changes a rule. */
export function EditRulePage() {
  const { ruleId } = useParams({ from: "/shell/alerts/rules/$ruleId/edit" });
  const query = useQuery(ruleQuery(ruleId));
  const rule = query.data;
  return (
    <Page
      title={rule ? `Change ${rule.name}` : "Change a rule"}
      sentence="What happened before a change does not concern the rule."
    >
      {query.isPending && <SkeletonRows count={8} what="the rule" />}
      {query.isError && !rule && <Failed what="This rule" error={query.error} retry={query.refetch} />}
      {rule && <RuleEditor draft={`rule.${rule.id}`} saved={formOf(rule)} rule={rule} />}
    </Page>
  );
}

interface RuleEditorProps {
  draft: string;
  saved: RuleForm;
  /** Null makes a new one. */
  rule: AlertRuleView | null;
}

/** Whether all that the fields offer was asked for: what came later would move them. And what no rule can do without, where it failed. */
function useChoices() {
  const projects = useQuery(projectsQuery);
  const environments = useQuery(tagValuesQuery({ key: "environment" }));
  const receivers = useQuery(receiversQuery);
  const people = useQuery({ ...peopleQuery, retry: false });
  return {
    known: [projects, environments, receivers, people].every((query) => query.isFetched),
    failed: [projects, receivers].find((query) => query.isError && !query.data),
  };
}

function RuleEditor({ draft: key, saved, rule }: RuleEditorProps) {
  const choices = useChoices();
  const draft = useDraft<RuleForm>(key, saved);
  const form = draft.values;
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: () => (rule ? alertsApi.changeRule(rule.id, fieldsOf(form)) : alertsApi.createRule(fieldsOf(form))),
    onSuccess: async ({ id }) => {
      draft.clear();
      await queryClient.invalidateQueries({ queryKey: ALERTS_KEY });
      await navigate({ to: "/alerts/rules/$ruleId", params: { ruleId: id } });
    },
  });
  if (!choices.known) return <SkeletonRows count={8} what="the choices" />;
  if (choices.failed)
    return <Failed what="What a rule can name" error={choices.failed.error} retry={choices.failed.refetch} />;
  return (
    <Form className="form wide" onSubmit={() => save.mutate()}>
      <FormSentence form={form} />
      <RuleFieldset form={form} change={draft.change} error={save.error} />
      <RulePreview form={form} />
      <FormFailure error={save.error} />
      <div className="form-foot">
        <button type="submit" className="button primary" disabled={save.isPending || (rule !== null && !draft.changed)}>
          {rule ? "Save the rule" : "Create the rule"}
        </button>
        {rule ? (
          <Link to="/alerts/rules/$ruleId" params={{ ruleId: rule.id }} className="button" onClick={draft.clear}>
            Leave it as it is
          </Link>
        ) : (
          <Link to="/alerts" className="button" onClick={draft.clear}>
            Cancel
          </Link>
        )}
        <SubmitKeys />
      </div>
    </Form>
  );
}
