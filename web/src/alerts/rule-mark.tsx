import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import { Icon } from "../ui/icon.tsx";
import { useNow } from "../ui/now.ts";
import { ruleState, STATE_MARKS } from "./rule-words.ts";

/** What a rule does at the moment, as a shape and a colour; the label says it. */
export function RuleMark({ rule }: { rule: AlertRuleView }) {
  const { icon, tone, word } = STATE_MARKS[ruleState(rule, useNow())];
  return (
    <span className={`mark ${tone}`} title={word}>
      <Icon name={icon} label={word} />
    </span>
  );
}
