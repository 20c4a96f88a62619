import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { errorsApi } from "../api/errors.ts";
import { counted } from "../words/number.ts";
import { fieldsOf, type RuleForm } from "./rule-form.ts";
import { newIssuesQuery } from "./rule-query.ts";

/** Of the issues that fit, so many are named. */
const SHOWN = "3";
const FRESH_MS = 60_000;

/** What the last seven days say about a form: the new issues that it would have told of. */
export function RulePreview({ form }: { form: RuleForm }) {
  const query = useDeferredValue(newIssuesQuery(fieldsOf(form)));
  const wanted = form.triggers.includes("new-issue");
  const found = useQuery({
    queryKey: ["issues", "preview", query],
    queryFn: ({ signal }) => errorsApi.issues({ query, sort: "first-seen", limit: SHOWN }, signal),
    enabled: wanted,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  }).data;
  if (!wanted || !found) return null;
  const { rows, total, more } = found;
  return (
    <section className="rule-preview" aria-label="In the last 7 days">
      <p>
        In the last 7 days it would have told of{" "}
        <Link to="/errors" search={{ query }}>
          {more ? "more than " : ""}
          {counted(total, "new issue")}
        </Link>
        {rows.length > 0 && ":"}
      </p>
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="clip muted small">
            {row.shortId} {row.title}
          </li>
        ))}
      </ul>
    </section>
  );
}
