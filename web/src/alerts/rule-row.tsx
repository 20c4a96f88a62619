import { Link } from "@tanstack/react-router";
import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import { Icon } from "../ui/icon.tsx";
import { useNow } from "../ui/now.ts";
import { exact } from "../words/time.ts";
import { RuleMark } from "./rule-mark.tsx";
import { RuleMenu } from "./rule-menu.tsx";
import { conditionText, stateText } from "./rule-words.ts";

/** One rule: what it waits for, what it does at the moment, whom it tells, who answers for it. */
export function RuleRow({ rule }: { rule: AlertRuleView }) {
  const nowMs = useNow();
  const { triggers, filters, receivers, owner } = rule;
  const projects = rule.projects.map(({ name }) => name);
  return (
    <li className="row rule-row">
      <RuleMark rule={rule} />
      <div className="grow">
        <Link to="/alerts/rules/$ruleId" params={{ ruleId: rule.id }} className="title clip">
          {rule.name}
        </Link>
        <div className="muted small clip">{conditionText({ triggers, projects, filters })}</div>
      </div>
      <span
        className="rule-state"
        title={rule.lastFiredAtMs === null ? undefined : `Fired ${exact(rule.lastFiredAtMs)}`}
      >
        {stateText(rule, nowMs)}
      </span>
      {receivers.length > 0 ? (
        <span className="rule-receivers muted clip">tells {receivers.map(({ name }) => name).join(", ")}</span>
      ) : (
        <span className="rule-receivers warn-text line-up">
          <Icon name="warning" />
          tells nobody
        </span>
      )}
      <span className="rule-owner muted clip">{owner?.name ?? "no owner"}</span>
      <span className="above">
        <RuleMenu rule={rule} />
      </span>
    </li>
  );
}
