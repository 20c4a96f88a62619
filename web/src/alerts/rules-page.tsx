import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import { useKeys } from "../keyboard/keys.tsx";
import { useRowKeys } from "../keyboard/row-keys.ts";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { Icon } from "../ui/icon.tsx";
import { useNow } from "../ui/now.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { ALERTS_LIVE_MS, rulesQuery } from "./alert-queries.ts";
import { parseRuleSearch, type RuleSearch } from "./alert-search.ts";
import { AlertTabs } from "./alert-tabs.tsx";
import { NoRules } from "./no-rules.tsx";
import { RuleFilters } from "./rule-filters.tsx";
import { fits, rulesSentence } from "./rule-list.ts";
import { RuleRow } from "./rule-row.tsx";
import "../styles/alerts.css";

/** When whom to tell: every rule with what it does at the moment. */
export function RulesPage() {
  const search = useSearch({ from: "/shell/alerts/" });
  const navigate = useNavigate();
  const query = useQuery({ ...rulesQuery, refetchInterval: ALERTS_LIVE_MS });
  const nowMs = useNow();
  const input = useRef<HTMLInputElement>(null);
  useKeys({ "list.filter": () => input.current?.focus() });
  const rules = query.data?.rules;
  const change = (edit: { [name in keyof RuleSearch]?: string | undefined }) =>
    void navigate({ to: "/alerts", search: (now) => parseRuleSearch({ ...now, ...edit }), replace: true });
  const shown = rules?.filter((rule) => fits(rule, search, nowMs)) ?? [];
  return (
    <Page
      title="Alerts"
      sentence={rules ? rulesSentence(rules, nowMs) : query.isPending && "Looking"}
      actions={<NewRule />}
    >
      <AlertTabs />
      <div className="tab">
        {query.isPending && <SkeletonRows count={6} what="rules" shape="rules-waiting" />}
        {query.isError && !rules && <Failed what="The list of rules" error={query.error} retry={query.refetch} />}
        {rules?.length === 0 && <NoRules />}
        {rules && rules.length > 0 && (
          <>
            <RuleFilters rules={rules} search={search} change={change} input={input} />
            <RuleList rules={shown} />
            {shown.length === 0 && (
              <Empty icon="filter" title="No rule fits these filters">
                <Link to="/alerts" className="button">
                  Clear filters
                </Link>
              </Empty>
            )}
          </>
        )}
      </div>
    </Page>
  );
}

function RuleList({ rules }: { rules: readonly AlertRuleView[] }) {
  const frame = useRowKeys<HTMLUListElement>();
  return (
    <ul className="list" ref={frame}>
      {rules.map((rule) => (
        <RuleRow key={rule.id} rule={rule} />
      ))}
    </ul>
  );
}

function NewRule() {
  if (!useMay("project:write")) return null;
  return (
    <Link to="/alerts/new" className="button primary">
      <Icon name="plus" />
      Create a rule
    </Link>
  );
}
