import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import type { AlertTrigger } from "../../../workers/alerts/view.ts";
import type { IssueRow } from "../../../workers/errors/view.ts";
import { alertsApi } from "../api/alerts.ts";
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
      {previewed.map((trigger) => {
        const query = previewQuery(trigger, fields);
        return trigger.kind === "frequency" ? (
          <FrequencyPreview
            key={trigger.kind}
            wanted={{
              query,
              count: trigger.count,
              minutes: trigger.minutes,
              environments: fields.filters.environments,
            }}
          />
        ) : (
          <TriggerPreview key={trigger.kind} trigger={trigger} query={query} />
        );
      })}
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
        In the last 7 days it would have told of{" "}
        {trigger.kind === "new-issue" ? (
          many("new issue", "new issues")
        ) : (
          <>{many("issue that came back", "issues that came back")} and are still open</>
        )}
        {rows.length > 0 && ":"}
      </p>
      <Named rows={rows} />
    </>
  );
}

interface FrequencyPreviewProps {
  wanted: { query: string; count: number; minutes: number; environments: string[] };
}

/** Counted from the events that are kept, by the minute in which they arrived. */
function FrequencyPreview({ wanted }: FrequencyPreviewProps) {
  // By its text, so that what is the same is asked once.
  const asked = useDeferredValue(JSON.stringify(wanted));
  const found = useQuery({
    queryKey: ["issues", "frequency", asked],
    queryFn: ({ signal }) => alertsApi.previewFrequency(JSON.parse(asked), signal),
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  }).data;
  if (!found) return null;
  const { rows, total, more } = found;
  return (
    <>
      <p>
        In the last 7 days it would have told of {more ? "at least " : ""}
        {counted(total, "issue")} with more than {counted(wanted.count, "event")} within {minutesText(wanted.minutes)}
        {rows.length > 0 && ":"}
      </p>
      <Named rows={rows} />
    </>
  );
}

function Named({ rows }: { rows: readonly IssueRow[] }) {
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className="clip muted small">
          {row.shortId} {row.title}
        </li>
      ))}
    </ul>
  );
}
