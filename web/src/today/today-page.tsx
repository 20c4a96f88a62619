import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { IssueRow } from "../../../workers/errors/view.ts";
import { attentionQuery } from "../alerts/attention.ts";
import { errorsApi } from "../api/errors.ts";
import { LIVE_MS, projectsQuery } from "../api/queries.ts";
import { approvalsQuery, billingAttentionQuery } from "../customers/customers-api.ts";
import { billingCount } from "../customers/money-needs.ts";
import { decidableBy, TodayApprovals } from "../customers/today-approvals.tsx";
import { TodayBilling } from "../customers/today-billing.tsx";
import { IssueRows } from "../issues/issue-rows.tsx";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { useMe, useReads } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { useNow } from "../ui/now.ts";
import { onDemand } from "../ui/on-demand.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { counted } from "../words/number.ts";
import { needsSomebody, ownedBy } from "./today.ts";

// Asked for at once, so that it is there before the answers.
const alertsCode = () => import("../alerts/today-alerts.tsx");
alertsCode().catch(() => {});
const TodayAlerts = onDemand(alertsCode);

/** How many of the latest unresolved issues are looked through. */
const LOOKED_THROUGH = 200;
/** Of each group; the rest comes on demand. */
const SHOWN_AT_FIRST = 8;
const NOTHING: ReadonlySet<string> = new Set();

/** What needs somebody now. Nothing that needs no one. */
export function TodayPage() {
  const nowMs = useNow();
  const frame = useRowKeys<HTMLDivElement>();
  const me = useMe();
  const readsEvents = useReads("event:read");
  const readsProjects = useReads("project:read");
  const readsBilling = useReads("billing:read");
  const issues = useQuery({
    queryKey: ["issues", "today"],
    queryFn: ({ signal }) => errorsApi.issues({ limit: String(LOOKED_THROUGH) }, signal),
    refetchInterval: LIVE_MS * 2,
    enabled: readsEvents,
  });
  const projects = useQuery({ ...projectsQuery, enabled: readsProjects });
  const alerts = useQuery({ ...attentionQuery, enabled: readsProjects });
  const billing = useQuery({ ...billingAttentionQuery, enabled: readsBilling });
  const requests = useQuery({ ...approvalsQuery, enabled: readsBilling });
  // One group stands under the other: all come at once, so that none jumps.
  const pending = !me || [issues, projects, alerts, billing, requests].some(({ isLoading }) => isLoading);
  const rows = issues.data?.rows ?? [];
  const { firing = [], parked = 0 } = alerts.data ?? {};
  const needs = needsSomebody(rows, nowMs);
  const mine = ownedBy(rows, me?.person.id);
  const waiting = projects.data?.projects.filter((project) => project.firstEventAtMs === null) ?? [];
  const approvals = me ? decidableBy(requests.data?.approvals ?? [], me) : [];
  const money = billing.data ? billingCount(billing.data) : 0;
  const failed = [issues, projects, alerts, billing, requests].some(({ isError, data }) => isError && !data);
  const counts = [needs.back, needs.new, mine, waiting, firing, approvals].map(({ length }) => length);
  const nothing = !pending && !failed && counts.reduce((sum, count) => sum + count, parked + money) === 0;
  return (
    <Page
      title="Today"
      sentence={
        pending
          ? "Looking"
          : sentenceOf({
              firing: firing.length,
              parked,
              approvals: approvals.length,
              money,
              back: needs.back.length,
              fresh: needs.new.length,
              mine: mine.length,
            })
      }
    >
      {pending && <SkeletonRows count={6} what="what needs somebody" shape="issues-waiting" />}
      {issues.isError && !issues.data && <Failed what="Issues" error={issues.error} retry={issues.refetch} />}
      {!pending && (
        <div className="stack wide" ref={frame}>
          {billing.isError && !billing.data && (
            <Failed what="What waits of customers and money" error={billing.error} retry={billing.refetch} />
          )}
          <TodayApprovals approvals={approvals} />
          {billing.data && <TodayBilling attention={billing.data} />}
          {alerts.data && <TodayAlerts attention={alerts.data} />}
          <IssueGroup title="Back after being resolved" rows={needs.back} />
          <IssueGroup title="New, and nobody's yet" rows={needs.new} />
          <IssueGroup title="Yours" rows={mine} />
          {waiting.length > 0 && (
            <section aria-labelledby="waiting">
              <h2 id="waiting">Waiting for a first event</h2>
              <ul className="list">
                {waiting.map((project) => (
                  <li key={project.id} className="row">
                    <span className="pulse waiting" />
                    <Link to="/projects/$slug/start" params={{ slug: project.slug }} className="title grow">
                      {project.name}
                    </Link>
                    <span className="muted small">Set up its SDK</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {nothing && <NothingWaits projects={projects.data?.projects.length ?? null} />}
          {issues.data?.more || (issues.data && issues.data.total > LOOKED_THROUGH) ? (
            <p className="muted small">
              Looked through the {LOOKED_THROUGH} unresolved issues seen last. <Link to="/errors">All of them</Link>
            </p>
          ) : null}
        </div>
      )}
    </Page>
  );
}

/** Where to go when nothing waits; `projects` is null for who sees none. */
function NothingWaits({ projects }: { projects: number | null }) {
  if (projects === 0) {
    return (
      <Empty icon="projects" title="Nothing is connected yet">
        <p className="muted">Start with a project: it gives you a DSN, and any Sentry SDK sends to it.</p>
        <Link to="/new-project" className="button primary">
          Create a project
        </Link>
      </Empty>
    );
  }
  return (
    <Empty icon="check" title="Nothing needs you now">
      {projects === null ? (
        <p className="muted">No request, payment or comp waits for you.</p>
      ) : (
        <>
          <p className="muted">No issue is new, back, or yours.</p>
          <Link to="/errors" className="button">
            See all unresolved issues
          </Link>
        </>
      )}
    </Empty>
  );
}

function IssueGroup({ title, rows }: { title: string; rows: IssueRow[] }) {
  const [all, setAll] = useState(false);
  if (rows.length === 0) return null;
  const id = title.replaceAll(/\W+/g, "-");
  const shown = all ? rows : rows.slice(0, SHOWN_AT_FIRST);
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="muted">{rows.length}</span>
      </h2>
      <IssueRows rows={shown} search={{}} chosen={NOTHING} choose={null} focus={null} />
      {shown.length < rows.length && (
        <button type="button" className="button quiet load-more" onClick={() => setAll(true)}>
          Show {rows.length - shown.length} more
        </button>
      )}
    </section>
  );
}

type Counted = "firing" | "parked" | "approvals" | "money" | "back" | "fresh" | "mine";

function sentenceOf({ firing, parked, approvals, money, back, fresh, mine }: Record<Counted, number>) {
  const parts = [
    approvals > 0 && `${counted(approvals, "request")} for a second person`,
    money > 0 && `${money} about customers and money`,
    firing > 0 && `${counted(firing, "alert rule")} fired in the last hour`,
    parked > 0 && `${counted(parked, "notification")} did not arrive`,
    back > 0 && `${counted(back, "issue")} back`,
    fresh > 0 && `${fresh} new`,
    mine > 0 && `${mine} yours`,
  ].filter(Boolean);
  return parts.join(", ") || "Nothing needs anybody";
}
