import { Link } from "@tanstack/react-router";
import type { EndpointView, LaneView } from "../../../workers/billing/webhook/view.ts";
import { useMay } from "../shell/me.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { Moment } from "../ui/moment.tsx";
import { SendButton, useSend } from "../ui/send-button.tsx";
import { ACTIONS, numbers, Table } from "../ui/table.tsx";
import { counted } from "../words/number.ts";
import { useWebhookChange } from "./webhook-api.ts";

/** What waits for an endpoint, by customer: an event that fails holds that customer's later ones back. */
export function Lanes({ endpoint, lanes }: { endpoint: EndpointView; lanes: readonly LaneView[] }) {
  const webhooks = useWebhookChange();
  const may = useMay("billing:operate");
  const retryAll = useSend(() => webhooks.retry(endpoint.id, null), "Nothing was tried again.");
  if (lanes.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="waiting">
      <div className="line-up">
        <h2 id="waiting" className="grow">
          Waiting <span className="muted">{lanes.length}</span>
        </h2>
        {may && (
          <SendButton by={retryAll} wish={undefined}>
            Try all now
          </SendButton>
        )}
      </div>
      <Table columns={["Customer", "State", "Next", numbers("Events"), "Since", ACTIONS]}>
        {lanes.map((lane) => (
          <Lane key={`${lane.accountId} ${lane.run}`} endpointId={endpoint.id} lane={lane} may={may} />
        ))}
      </Table>
    </section>
  );
}

function Lane({ endpointId, lane, may }: { endpointId: string; lane: LaneView; may: boolean }) {
  const webhooks = useWebhookChange();
  const {
    accountId,
    accountName,
    run,
    nextSeq,
    nextType,
    events,
    attempts,
    parked,
    nextMs,
    sinceMs,
    lastError,
    missed,
  } = lane;
  const which = { accountId, run };
  const act = useSend((doing: () => Promise<unknown>) => doing(), "It was not done.");
  const skip = () => webhooks.skip(endpointId, { ...which, nextSeq });
  return (
    <tr>
      <td data-label="Customer">
        <Link to="/customers/$accountId" params={{ accountId }}>
          {accountName || accountId}
        </Link>
        {run !== "" && <span className="badge"> Replay</span>}
      </td>
      <td data-label="State">
        <div className="stack tight">
          <span className={`badge ${parked ? "bad" : attempts > 0 ? "warn" : "none"}`}>
            {parked ? "Parked" : attempts > 0 ? `Failed ${counted(attempts, "time")}` : "Waits"}
          </span>
          {lastError && <span className="muted small">{lastError}</span>}
          {missed > 0 && <span className="muted small">{counted(missed, "event")} too old by now</span>}
        </div>
      </td>
      <td data-label="Next">
        {nextType ?? "none"}
        {!parked && attempts > 0 && (
          <div className="muted small">
            next try <Moment atMs={nextMs} />
          </div>
        )}
      </td>
      <td className="number" data-label="Events">
        {events}
      </td>
      <td data-label="Since">
        <Moment atMs={sinceMs} />
      </td>
      <td className="actions">
        {may && (
          <span className="receiver-actions">
            <SendButton by={act} wish={() => webhooks.retry(endpointId, which)} className="button small">
              Try now
            </SendButton>
            <Menu
              label={`Actions for ${accountName || accountId}`}
              buttonClass="button quiet small icon"
              button={<Icon name="more" />}
            >
              <MenuItem icon="chevron" disabled={act.isPending} onChoose={() => act.mutate(skip)}>
                Skip this event
              </MenuItem>
              <MenuItem
                icon="trash"
                disabled={act.isPending}
                onChoose={() => act.mutate(() => webhooks.drop(endpointId, which))}
              >
                Give up all that waits
              </MenuItem>
            </Menu>
          </span>
        )}
      </td>
    </tr>
  );
}
