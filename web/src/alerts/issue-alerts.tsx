import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { IssueDetail } from "../../../workers/errors/view.ts";
import { useMay } from "../shell/me.ts";
import { Moment } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { notificationsQuery, rulesQuery } from "./alert-queries.ts";
import { deliveryText } from "./notification-words.ts";
import { watching } from "./rule-list.ts";
import { listed, ruleState, STATE_MARKS } from "./rule-words.ts";

/** Notifications that are named; the outbox has all. */
const NAMED = 5;

/** Which rules watch the issue, whom they would tell, and whom they told. */
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
      <ToldOf issueId={issue.id} />
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

/** Who was told of the issue, when and by which rule, the newest first. */
function ToldOf({ issueId }: { issueId: string }) {
  const rows = useInfiniteQuery(notificationsQuery({ issue: issueId })).data?.pages[0]?.rows ?? [];
  const nowMs = useNow();
  if (rows.length === 0) return null;
  return (
    <>
      <h3>Told</h3>
      <ul className="stack">
        {rows.slice(0, NAMED).map((row) => (
          <li key={row.id}>
            <Link to="/alerts/outbox/$notificationId" params={{ notificationId: row.id }}>
              {row.receiver.name}
            </Link>{" "}
            <span className="muted small">
              <Moment atMs={row.createdAtMs} />
            </span>
            <div className="muted small">
              by {row.rule?.name ?? "a test"}: {deliveryText(row, nowMs)}
            </div>
          </li>
        ))}
      </ul>
      {rows.length > NAMED && (
        <p>
          <Link to="/alerts/outbox" search={{ issue: issueId }} className="small">
            All notifications
          </Link>
        </p>
      )}
    </>
  );
}
