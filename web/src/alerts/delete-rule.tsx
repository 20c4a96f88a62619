import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { AlertRuleView } from "../../../workers/alerts/view.ts";
import { alertsApi } from "../api/alerts.ts";
import { Confirm } from "../ui/confirm.tsx";
import { rulesQuery } from "./alert-queries.ts";
import { listed } from "./rule-words.ts";

/** Asks before a rule is deleted, and says what stops. */
export default function DeleteRule({ rule, onClose }: { rule: AlertRuleView; onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const told = listed(
    rule.receivers.map(({ name }) => name),
    "and",
  );
  return (
    <Confirm
      title={`Delete ${rule.name}`}
      verb="Delete the rule"
      act={async () => {
        await alertsApi.deleteRule(rule.id);
        await navigate({ to: "/alerts" });
        await queryClient.invalidateQueries({ queryKey: rulesQuery.queryKey });
      }}
      onClose={onClose}
    >
      <p>
        {told === "" ? "It tells nobody as it is." : `${told} will no longer be told by it.`} What it has sent already,
        or still has to send, is not taken back. It cannot be undone; muting and switching off can.
      </p>
    </Confirm>
  );
}
