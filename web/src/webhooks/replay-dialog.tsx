import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { EndpointView } from "../../../workers/billing/webhook/view.ts";
import { HOUR_MS } from "../../../workers/kit/time.ts";
import { Field } from "../ui/field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { useNow } from "../ui/now.ts";
import { useToasts } from "../ui/toast.tsx";
import { counted } from "../words/number.ts";
import { type ReplayRange, replayPreviewQuery, useWebhookChange } from "./webhook-api.ts";
import { replayText } from "./webhook-words.ts";

const SINCE = [
  { title: "The last hour", ms: HOUR_MS },
  { title: "The last day", ms: 24 * HOUR_MS },
  { title: "The last 7 days", ms: 7 * 24 * HOUR_MS },
  { title: "The last 30 days", ms: 30 * 24 * HOUR_MS },
] as const;

/** Sends an endpoint what happened since a time once more, after it said how much that is. */
export function ReplaySince({ endpoint, onClose }: { endpoint: EndpointView; onClose: () => void }) {
  const nowMs = useNow();
  const [openedMs] = useState(nowMs);
  const [lengthMs, setLengthMs] = useState<number>(HOUR_MS);
  return (
    <ReplayDialog endpoint={endpoint} range={{ accountId: null, sinceMs: openedMs - lengthMs }} onClose={onClose}>
      <Field label="What happened in">
        {(control) => (
          <select
            {...control}
            className="input"
            value={lengthMs}
            onChange={(event) => setLengthMs(Number(event.target.value))}
          >
            {SINCE.map(({ title, ms }) => (
              <option key={ms} value={ms}>
                {title}
              </option>
            ))}
          </select>
        )}
      </Field>
    </ReplayDialog>
  );
}

/** Says how much would be sent again, and sends it. */
export function ReplayDialog({
  endpoint,
  range,
  onClose,
  children,
}: {
  endpoint: Pick<EndpointView, "id" | "name">;
  range: ReplayRange;
  onClose: () => void;
  children?: ReactNode;
}) {
  const webhooks = useWebhookChange();
  const toasts = useToasts();
  const preview = useQuery(replayPreviewQuery(endpoint.id, range));
  const replay = useMutation({
    mutationFn: () => webhooks.replay(endpoint.id, range),
    onSuccess: ({ events }) => {
      toasts.say(`${counted(events, "event")} on the way to ${endpoint.name}.`);
      onClose();
    },
  });
  const { events = 0, accounts = 0 } = preview.data ?? {};
  return (
    <FormDialog
      title={`Send to ${endpoint.name} again`}
      verb={preview.data ? `Send ${counted(events, "event")}` : "Send"}
      disabled={replay.isPending || events === 0}
      error={replay.error ?? preview.error}
      onSubmit={() => replay.mutate()}
      onClose={onClose}
    >
      {children}
      <p role="status">{preview.data ? replayText(events, accounts) : "Counting"}</p>
      <p className="muted">Each has the id that it had: a receiver that knows it takes it for a repeat.</p>
    </FormDialog>
  );
}
