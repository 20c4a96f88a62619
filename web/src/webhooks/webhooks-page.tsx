import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { EndpointView } from "../../../workers/billing/webhook/view.ts";
import { TabHead } from "../money/tab-head.tsx";
import { useMay } from "../shell/me.ts";
import { Icon } from "../ui/icon.tsx";
import { Moment } from "../ui/moment.tsx";
import { useNow } from "../ui/now.ts";
import { SkeletonRows } from "../ui/skeleton.tsx";
import { Empty, Failed } from "../ui/state.tsx";
import { Table } from "../ui/table.tsx";
import { counted } from "../words/number.ts";
import { EndpointDialog } from "./endpoint-dialog.tsx";
import { endpointsQuery, WEBHOOKS_LIVE_MS } from "./webhook-api.ts";
import { choiceText, healthOf, KIND_WORDS } from "./webhook-words.ts";

/** Where events go, and whether they arrive. */
export function WebhooksPage() {
  const query = useQuery({ ...endpointsQuery, refetchInterval: WEBHOOKS_LIVE_MS });
  const [creates, setCreates] = useState(false);
  const may = useMay("billing:operate");
  const endpoints = query.data?.data;
  const create = may && (
    <button type="button" className="button primary" onClick={() => setCreates(true)}>
      <Icon name="plus" />
      Create an endpoint
    </button>
  );
  return (
    <div className="stack wide">
      <TabHead sentence={endpoints ? sentenceOf(endpoints) : "Looking"}>
        <Link to="/money/webhooks/events" className="button">
          All events
        </Link>
        {create}
      </TabHead>
      {query.isPending && <SkeletonRows count={4} what="endpoints" />}
      {query.isError && !endpoints && <Failed what="The list of endpoints" error={query.error} retry={query.refetch} />}
      {endpoints?.length === 0 && (
        <Empty icon="link" title="No endpoint yet">
          <p className="muted">
            An endpoint is a URL that is told of what happens in customers' books, signed and in order.
            {!may && " Whoever has the role ops makes one."}
          </p>
          {create}
        </Empty>
      )}
      {endpoints && endpoints.length > 0 && (
        <Table columns={["Name", "Where", "State", "What", "Delivered"]}>
          {endpoints.map((endpoint) => (
            <Endpoint key={endpoint.id} endpoint={endpoint} />
          ))}
        </Table>
      )}
      {creates && <EndpointDialog endpoint={null} onClose={() => setCreates(false)} />}
    </div>
  );
}

function Endpoint({ endpoint }: { endpoint: EndpointView }) {
  const { id, name, kind, url, waiting, parked, lastError, lastDeliveredMs } = endpoint;
  const health = healthOf(endpoint, useNow());
  return (
    <tr>
      <th scope="row">
        <Link to="/money/webhooks/$endpointId" params={{ endpointId: id }}>
          <strong>{name}</strong>
        </Link>
        <div className="muted small">{KIND_WORDS[kind].title}</div>
      </th>
      <td data-label="Where" className="receiver-target">
        {url ?? <span className="muted">cannot be read</span>}
      </td>
      <td data-label="State">
        <div className="stack tight">
          <div>
            <span className={`badge ${health.tone}`}>{health.text}</span>
          </div>
          {lastError && health.tone !== "good" && <span className="muted small">{lastError}</span>}
          {waiting + parked > 0 && (
            <span className="small">
              {[waiting > 0 && `${counted(waiting, "customer")} waiting`, parked > 0 && `${parked} parked`]
                .filter(Boolean)
                .join(", ")}
            </span>
          )}
        </div>
      </td>
      <td data-label="What">{choiceText(endpoint)}</td>
      <td data-label="Delivered">
        <Moment atMs={lastDeliveredMs} />
      </td>
    </tr>
  );
}

function sentenceOf(endpoints: readonly EndpointView[]): string {
  const stuck = endpoints.filter(({ parked }) => parked > 0).length;
  const all = counted(endpoints.length, "endpoint");
  if (endpoints.length === 0) return "Nobody is told of what happens here.";
  return stuck === 0 ? `${all}.` : `${stuck} of ${all} did not get all that happened.`;
}
