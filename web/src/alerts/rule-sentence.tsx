import { useQuery } from "@tanstack/react-query";
import { projectsQuery } from "../api/queries.ts";
import { receiversQuery } from "./alert-queries.ts";
import { fieldsOf, type RuleForm } from "./rule-form.ts";
import { ruleSentence } from "./rule-words.ts";

/** What a form means, as the sentence that the rule's page will show. */
export function FormSentence({ form }: { form: RuleForm }) {
  const projects = useQuery(projectsQuery).data?.projects ?? [];
  const receivers = useQuery(receiversQuery).data?.receivers ?? [];
  const fields = fieldsOf(form);
  const named = {
    ...fields,
    projects: fields.projects.map((slug) => projects.find((project) => project.slug === slug)?.name ?? slug),
    receivers: fields.receivers.map((id) => receivers.find((receiver) => receiver.id === id)?.name ?? "…"),
  };
  return (
    <output className="rule-sentence" aria-label="The rule as a sentence">
      {ruleSentence(named)}
    </output>
  );
}
