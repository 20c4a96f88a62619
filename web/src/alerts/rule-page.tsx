import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { Skeleton, SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { ALERTS_LIVE_MS, ruleQuery } from "./alert-queries.ts";
import { Firings } from "./firings.tsx";
import { RECEIVER_WORDS } from "./receiver-words.ts";
import { RuleMenu } from "./rule-menu.tsx";
import { isOrphaned, ruleSentence, ruleState, STATE_MARKS, stateText } from "./rule-words.ts";
import "../styles/alerts.css";

/** One rule: what it does at the moment, what it means, and every time it fired. */
export function RulePage() {
  const { ruleId } = useParams({ from: "/shell/alerts/rules/$ruleId" });
  const query = useQuery({ ...ruleQuery(ruleId), refetchInterval: ALERTS_LIVE_MS });
  const rule = query.data;
  const nowMs = useNow();
  const mark = rule && STATE_MARKS[ruleState(rule, nowMs)];
  return (
    <Page
      title={rule?.name ?? "Rule"}
      above={
        <>
          <Link to="/alerts">Alerts</Link>
          {mark && <span className={`badge ${mark.tone}`}>{mark.word}</span>}
        </>
      }
      sentence={rule ? stateText(rule, nowMs) : query.isPending && <Skeleton width={30} />}
      actions={rule && <RuleMenu rule={rule} own />}
    >
      {query.isPending && <SkeletonRows count={6} what="the rule" />}
      {query.isError && !rule && <Failed what="This rule" error={query.error} retry={query.refetch} />}
      {rule && (
        <div className="stack wide">
          <Definition rule={rule} />
          <section className="stack" aria-labelledby="firings">
            <h2 id="firings">When it fired</h2>
            <Firings ruleId={rule.id} />
          </section>
        </div>
      )}
    </Page>
  );
}

function Definition({ rule }: { rule: AlertRuleView }) {
  const mayAudit = useMay("audit:read");
  const named = {
    ...rule,
    projects: rule.projects.map(({ name }) => name),
    receivers: rule.receivers.map(({ name }) => name),
  };
  return (
    <section className="stack" aria-label="What it means">
      <p className="rule-sentence">{ruleSentence(named)}</p>
      {rule.receivers.length === 0 && (
        <div className="notice warn">
          <Icon name="warning" />
          <p>Its receivers were deleted, so it tells nobody. Choose others under Change.</p>
        </div>
      )}
      {isOrphaned(rule) && (
        <div className="notice warn">
          <Icon name="warning" />
          <p>Its projects were deleted, so it never fires. Choose others under Change, or delete it.</p>
        </div>
      )}
      <dl className="facts">
        <dt>Owner</dt>
        <dd>{rule.owner?.name ?? <span className="muted">nobody</span>}</dd>
        {rule.receivers.length > 0 && (
          <>
            <dt>Tells</dt>
            <dd className="line-up">
              {rule.receivers.map(({ id, name, kind }) => (
                <Link key={id} to="/alerts/outbox" search={{ rule: rule.id, receiver: id }} className="chip">
                  <Icon name={RECEIVER_WORDS[kind].icon} />
                  <span className="clip">{name}</span>
                </Link>
              ))}
            </dd>
          </>
        )}
        {rule.projects.length > 0 && (
          <>
            <dt>Projects</dt>
            <dd className="line-up">
              {rule.projects.map(({ slug, name, deleted }) =>
                deleted ? (
                  <span key={slug} className="muted">
                    {name}
                  </span>
                ) : (
                  <Link key={slug} to="/projects/$slug" params={{ slug }}>
                    {name}
                  </Link>
                ),
              )}
            </dd>
          </>
        )}
        <dt>Made</dt>
        <dd>
          <Moment atMs={rule.createdAtMs} /> by {rule.createdBy}
        </dd>
        <dt>Changed</dt>
        <dd>
          <Moment atMs={rule.changedAtMs} />
          {mayAudit && (
            <>
              {" "}
              <Link to="/audit" search={{ action: "alert-rule.changed" }}>
                in the audit log
              </Link>
            </>
          )}
        </dd>
      </dl>
    </section>
  );
}
