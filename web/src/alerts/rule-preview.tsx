import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import type { AlertTrigger } from "../../../workers/alerts/view.ts";
import { errorsApi } from "../api/errors.ts";
import { projectsQuery } from "../api/queries.ts";
import { counted } from "../words/number.ts";
import { fieldsOf, type RuleForm } from "./rule-form.ts";
import { previewQuery } from "./rule-query.ts";
import { minutesText } from "./rule-words.ts";

/** Of the issues that fit, so many are named. */
const SHOWN = "3";
const FRESH_MS = 60_000;

/** What the last seven days say about a form, per trigger. */
export function RulePreview({ form }: { form: RuleForm }) {
  const known = useQuery(projectsQuery).data?.projects.map(({ slug }) => slug);
  const { triggers, ...wanted } = fieldsOf(form);
  // A project that was deleted has no issues to be found, nor a name to be found by.
  const fields = { ...wanted, projects: wanted.projects.filter((slug) => known?.includes(slug)) };
  if (fields.projects.length === 0 && wanted.projects.length > 0) return null;
  const previewed = triggers.filter((trigger) => trigger.kind !== "frequency" || trigger.count > 0);
  if (previewed.length === 0) return null;
  return (
    <section className="rule-preview" aria-label="In the last 7 days">
      {previewed.map((trigger) => (
        <TriggerPreview key={trigger.kind} trigger={trigger} query={previewQuery(trigger, fields)} />
      ))}
    </section>
  );
}

function TriggerPreview({ trigger, query: wanted }: { trigger: AlertTrigger; query: string }) {
  const query = useDeferredValue(wanted);
  const found = useQuery({
    queryKey: ["issues", "preview", query],
    queryFn: ({ signal }) =>
      errorsApi.issues(
        { query, sort: trigger.kind === "new-issue" ? "first-seen" : "last-seen", limit: SHOWN },
        signal,
      ),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  }).data;
  if (!found) return null;
  const { rows, total, more } = found;
  const many = (what: string, whats: string) => (
    <Link to="/errors" search={{ query }}>
      {more ? "more than " : ""}
      {counted(total, what, whats)}
    </Link>
  );
  return (
    <>
      <p>
        {trigger.kind === "new-issue" && (
          <>In the last 7 days it would have told of {many("new issue", "new issues")}</>
        )}
        {trigger.kind === "returned-issue" && (
          <>
            In the last 7 days it would have told of {many("issue that came back", "issues that came back")} and are
            still open
          </>
        )}
        {trigger.kind === "frequency" && (
          <>
            It could have told of {many("issue", "issues")} of the last 7 days, with more than{" "}
            {counted(trigger.count, "event")} in all; how many came within {minutesText(trigger.minutes)} is kept for
            two hours only
          </>
        )}
        {rows.length > 0 && ":"}
      </p>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="clip muted small">
            {row.shortId} {row.title}
          </li>
        ))}
      </ul>
    </>
  );
}
