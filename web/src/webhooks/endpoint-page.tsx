import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { EndpointView } from "../../../workers/billing/webhook/view.ts";
import { SigningSecret } from "../alerts/signing-secret.tsx";
import { useMay } from "../shell/me.ts";
import { Page } from "../shell/page.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { Moment } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { SendButton, useSend } from "../ui/send-button.tsx";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Failed } from "../ui/state.tsx";
import { useToasts } from "../ui/toast.tsx";
import { Deliveries } from "./deliveries.tsx";
import { EndpointDialog } from "./endpoint-dialog.tsx";
import { Lanes } from "./lanes.tsx";
import { ReplaySince } from "./replay-dialog.tsx";
import { endpointQuery, lanesQuery, triesQuery, useWebhookChange, WEBHOOKS_LIVE_MS } from "./webhook-api.ts";
import { choiceText, healthOf, KIND_WORDS } from "./webhook-words.ts";
import "../styles/alerts.css";

/** One endpoint: how it does, what waits for it, what it was sent. */
export function EndpointPage() {
  const { endpointId } = useParams({ from: "/shell/money/webhooks/$endpointId" });
  const live = { refetchInterval: WEBHOOKS_LIVE_MS };
  const query = useQuery({ ...endpointQuery(endpointId), ...live });
  const lanes = useQuery({ ...lanesQuery(endpointId), ...live });
  const [failed, setFailed] = useState(false);
  const tries = useQuery({ ...triesQuery(endpointId, failed), ...live, placeholderData: (before) => before });
  const nowMs = useNow();
  const endpoint = query.data;
  const health = endpoint && healthOf(endpoint, nowMs);
  // One section stands under the other: all come at once, so that none jumps.
  const pending = query.isPending || lanes.isPending || tries.isPending;
  const error = query.error ?? lanes.error ?? tries.error;
  return (
    <Page
      title={endpoint?.name ?? "Endpoint"}
      above={
        <Link to="/money/webhooks" className="plain">
          Webhooks
        </Link>
      }
      sentence={health ? health.text : query.isPending && "Reading the endpoint"}
      actions={!pending && endpoint && <Actions endpoint={endpoint} />}
    >
      {pending && !error && <SkeletonRows count={8} what="the endpoint" />}
      {error && !endpoint && <Failed what="This endpoint" error={error} retry={query.refetch} />}
      {!pending && endpoint && lanes.data && tries.data && (
        <div className="stack wide">
          {endpoint.lastError && (
            <div className="notice bad">
              <p>{endpoint.lastError}</p>
            </div>
          )}
          <Facts endpoint={endpoint} />
          <Lanes endpoint={endpoint} lanes={lanes.data.lanes} />
          <Deliveries tries={tries.data.tries} failed={failed} showFailed={setFailed} />
        </div>
      )}
    </Page>
  );
}

function Facts({ endpoint }: { endpoint: EndpointView }) {
  const { kind, url, types, secrets, createdMs, lastDeliveredMs } = endpoint;
  return (
    <dl className="facts">
      <dt>For</dt>
      <dd>{KIND_WORDS[kind].title}</dd>
      <dt>Where</dt>
      <dd className="receiver-target">{url ?? "cannot be read any more: enter it anew"}</dd>
      <dt>What</dt>
      <dd>
        {choiceText(endpoint)}
        {types && <div className="muted small">{types.join(", ")}</div>}
      </dd>
      <dt>Signed with</dt>
      <dd>
        {secrets.map(({ hint, createdAtMs, expiresAtMs }) => (
          <div key={createdAtMs}>
            <code>…{hint}</code> made <Moment atMs={createdAtMs} />
            {expiresAtMs !== null && (
              <>
                , ends <Moment atMs={expiresAtMs} />
              </>
            )}
          </div>
        ))}
      </dd>
      <dt>Made</dt>
      <dd>
        <Moment atMs={createdMs} />
      </dd>
      <dt>Delivered</dt>
      <dd>
        <Moment atMs={lastDeliveredMs} />
      </dd>
    </dl>
  );
}

type Open = "change" | "rotate" | "delete" | "replay" | null;

function Actions({ endpoint }: { endpoint: EndpointView }) {
  const webhooks = useWebhookChange();
  const navigate = useNavigate();
  const toasts = useToasts();
  const [open, setOpen] = useState<Open>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const { id, name, enabled, waiting, parked } = endpoint;
  const act = useSend((doing: () => Promise<unknown>) => doing(), "It was not done.");
  if (!useMay("billing:operate")) return null;
  const close = () => setOpen(null);
  const test = async () => {
    const { delivered, error } = await webhooks.test(id);
    toasts.say(delivered ? "The test was taken." : `The test did not arrive. ${error}`);
  };
  const turn = () => webhooks.change(id, { enabled: !enabled });
  return (
    <>
      <SendButton by={act} wish={test}>
        Send a test
      </SendButton>
      <button type="button" className="button" onClick={() => setOpen("replay")}>
        Replay
      </button>
      <Menu label={`Actions for ${name}`} buttonClass="button quiet icon" button={<Icon name="more" />}>
        <MenuItem icon="edit" onChoose={() => setOpen("change")}>
          Change
        </MenuItem>
        <MenuItem icon="key" onChoose={() => setOpen("rotate")}>
          Rotate the secret
        </MenuItem>
        <MenuItem icon={enabled ? "mute" : "check"} disabled={act.isPending} onChoose={() => act.mutate(turn)}>
          {enabled ? "Turn off" : "Turn on"}
        </MenuItem>
        <hr />
        <MenuItem icon="trash" onChoose={() => setOpen("delete")}>
          Delete
        </MenuItem>
      </Menu>
      {open === "change" && <EndpointDialog endpoint={endpoint} onClose={close} />}
      {open === "replay" && <ReplaySince endpoint={endpoint} onClose={close} />}
      {open === "rotate" && (
        <Confirm
          title={`Rotate the secret of ${name}`}
          verb="Make a new secret"
          act={async () => setSecret((await webhooks.rotate(id)).secret)}
          onClose={close}
        >
          <p>
            A new secret signs from now on. The one before goes on signing beside it for a day, so that nothing is
            refused while the receiver changes over.
          </p>
        </Confirm>
      )}
      {open === "delete" && (
        <Confirm
          title={`Delete ${name}`}
          verb="Delete the endpoint"
          act={async () => {
            await webhooks.remove(id);
            await navigate({ to: "/money/webhooks" });
          }}
          onClose={close}
        >
          <p>
            {waiting + parked > 0 ? "What waits for it will not be sent." : "Nothing waits for it."} It cannot be
            undone.
          </p>
        </Confirm>
      )}
      {secret !== null && <SigningSecret name={name} secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
