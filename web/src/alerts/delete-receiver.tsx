import { useQueryClient } from "@tanstack/react-query";
import type { AlertReceiverView } from "../../../workers/alerts/view.ts";
import { alertsApi } from "../api/alerts.ts";
import { Confirm } from "../ui/confirm.tsx";
import { counted } from "../words/number.ts";
import { ALERTS_KEY } from "./alert-queries.ts";

/** Asks before a receiver is deleted, and says what it takes with it. */
export function DeleteReceiver({ receiver, onClose }: { receiver: AlertReceiverView; onClose: () => void }) {
  const queryClient = useQueryClient();
  const { id, name, rules, waiting, parked } = receiver;
  return (
    <Confirm
      title={`Delete ${name}`}
      verb="Delete the receiver"
      act={async () => {
        await alertsApi.deleteReceiver(id);
        await queryClient.invalidateQueries({ queryKey: ALERTS_KEY });
      }}
      onClose={onClose}
    >
      {rules > 0 && <p>{counted(rules, "rule tells", "rules tell")} it: take it out of them first, or it stays.</p>}
      <p>
        {waiting + parked > 0
          ? `${counted(waiting + parked, "notification")} for it will not be sent.`
          : "Nothing waits for it."}{" "}
        It cannot be undone.
      </p>
    </Confirm>
  );
}
