import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { IssueDetail } from "../../../workers/errors/view.ts";
import { useMay } from "../shell/me.ts";
import { useNow } from "../ui/now.ts";
import { rulesQuery } from "./alert-queries.ts";
import { watching } from "./rule-list.ts";
import { listed, ruleState, STATE_MARKS } from "./rule-words.ts";

/** Which rules watch the issue, and whom they would tell. */
export default function IssueAlerts({ issue }: { issue: IssueDetail }) {
  const mayRead = useMay("project:read");
  const mayWrite = useMay("project:write");
  const rules = useQuery({ ...rulesQuery, enabled: mayRead }).data?.rules;
  const nowMs = useNow();
  if (!rules) return null;
  const watched = watching(rules, issue);
  return (
    <section className="facts-group" aria-label="Alerts" id="alerts">
      <h2>Alerts</h2>
      {watched.length === 0 && <p className="muted">No rule watches it.</p>}
      <ul className="stack">
        {watched.map((rule) => {
          const state = ruleState(rule, nowMs);
          const names = rule.receivers.map(({ name }) => name);
          return (
            <li key={rule.id}>
              <Link to="/alerts/rules/$ruleId" params={{ ruleId: rule.id }}>
                {rule.name}
              </Link>{" "}
              {(state === "muted" || state === "off") && <span className="badge">{STATE_MARKS[state].word}</span>}
              <div className="muted small">
                tells {names.length === 0 ? "nobody" : listed(names, "and")}
                {rule.filters.tags.length > 0 && ", if its tags fit"}
              </div>
            </li>
          );
        })}
      </ul>
      {mayWrite && (
        <p>
          <Link to="/alerts/new" search={{ project: issue.project.slug }} className="small">
            Create a rule for {issue.project.name}
          </Link>
        </p>
      )}
    </section>
  );
}
